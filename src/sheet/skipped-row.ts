import type { Words } from '../platform/wording/words.ts';
import { onOneLine } from './fold.ts';
import type { GridRow } from './grid.ts';

/** A row that is no row of the table, and why. */
export interface Skipped {
  readonly row: number;
  readonly why: keyof typeof REASONS;
  readonly text: string;
  readonly message: Words;
}

const REASONS = {
  title: { zh: '表头之上的标题行', en: 'a title above the heading' },
  note: {
    zh: '标题、合计、备注或填表说明',
    en: 'a headline, a sum, a remark or a note on how it was filled in',
  },
  numbered: { zh: '只有序号的空行', en: 'an empty row with nothing but its number' },
  heading: { zh: '重复的表头', en: 'the heading once more' },
  example: { zh: '模板的示例行', en: 'the example of the template' },
} as const satisfies Record<string, Words>;

/** A row as it is told that it was skipped. */
export function skippedAs(why: Skipped['why'], { row, cells }: GridRow): Skipped {
  const text = onOneLine(cells.filter((cell) => cell !== '').join(' '));
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const { zh, en } = REASONS[why];
  return {
    row,
    why,
    text: shown,
    message: { zh: `第 ${row} 行不读：${zh}`, en: `Row ${row} is not read: ${en}` },
  };
}
