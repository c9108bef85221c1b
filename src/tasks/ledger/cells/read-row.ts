import { LEDGER_COLUMNS, type LedgerCells, type LedgerColumn } from '../../../contract/ledger-columns.ts';
import type { Title } from '../../../engine/definition/define.ts';
import type { ProblemPart } from '../../../platform/wording/problem.ts';
import { cellError } from '../../../sheet/cell-error.ts';
import type { CellQuestion } from '../../../sheet/cell-question.ts';
import type { DayTerms } from '../../../sheet/days/read-day.ts';
import { foldWidth, onOneLine } from '../../../sheet/fold.ts';
import type { DefaultTaken } from '../../clock/default-limit.ts';
import { readUrgency, URGENCY_WORDS } from '../../view/urgency-words.ts';
import { type Criterion, readCriteria } from './criteria-cell.ts';
import { isLeftToDefault, type Limit, type LimitRead, readLimit, type WrittenLimit } from './read-limit.ts';
import { unitsIn } from './units-cell.ts';

/** What is wrong with a cell: the value found, what to write instead, and both in a sentence. */
export interface CellFault {
  /** `asked`: it can mean several things; `refused`: it means nothing here. */
  readonly kind: CellQuestion['kind'];
  readonly column: LedgerColumn | null;
  readonly value: string;
  readonly expected: Title;
  readonly message: Title;
}

/** Something about a cell that its writer should know. */
export interface CellNote {
  readonly code: 'limit-read' | 'urgency-mapped';
  readonly column: LedgerColumn;
  readonly value: string;
  readonly message: Title;
}

type Urgency = keyof typeof URGENCY_WORDS;

/** What a row says, its limit as written. */
export interface WrittenMatter {
  readonly title: string;
  readonly goal?: string;
  readonly criteria: readonly Criterion[];
  readonly leadUnit?: string;
  readonly coUnits: readonly string[];
  readonly category?: string;
  readonly region?: string;
  readonly keywords: readonly string[];
  /** Absent where the cell is empty. */
  readonly limit?: WrittenLimit;
  /** Absent where the cell is empty, which the workflow takes for normal. */
  readonly urgency?: Urgency;
  readonly source?: string;
}

/** A row as the workflow of reform tasks takes it. */
export interface LedgerInput extends Omit<WrittenMatter, 'limit'> {
  readonly limit?: Limit;
  /** Which default the limit was taken from, where it was. */
  readonly limitBy?: DefaultTaken['limitBy'];
  /** Why a date that has passed is meant. */
  readonly acceptPastDate?: string | undefined;
}

export type ReadRow =
  | { readonly matter: WrittenMatter; readonly notes: readonly CellNote[] }
  | { readonly faults: readonly CellFault[] };

/** What people write into a cell that has nothing to say: 无, 暂无, a stroke or N/A. */
const SAYS_NOTHING = /^(?:无|暂无|没有|不涉及|\/+|-+|n\/?a)[。.]?$/i;

/** Columns that hold a name: nothing is called by a stroke. */
const NAMING = ['牵头单位', '配合单位', '事项分类', '属地', '关键词', '完成时限'] as const;

function withoutStrokes(cells: LedgerCells): LedgerCells {
  const empty = NAMING.filter((column) => SAYS_NOTHING.test(foldWidth(cells[column])));
  return empty.length === 0
    ? cells
    : { ...cells, ...Object.fromEntries(empty.map((column) => [column, ''])) };
}

/** Reads the cells of one row; every fault of the row is named, not only the first. */
export function readLedgerRow(written: LedgerCells, terms: DayTerms): ReadRow {
  const cells = withoutStrokes(written);
  const errors = LEDGER_COLUMNS.flatMap((column) => {
    const error = cellError(cells[column]);
    return error === undefined ? [] : [faultOf(column, cells[column], error)];
  });
  if (errors.length > 0) return { faults: errors };
  const title = onOneLine(cells['任务名称']);
  const limit: LimitRead | CellQuestion | undefined = isLeftToDefault(cells['完成时限'])
    ? undefined
    : readLimit(cells['完成时限'], terms);
  const isUrgencySaid = cells['紧急程度'] !== '';
  const urgency = isUrgencySaid ? readUrgency(cells['紧急程度']) : 'normal';
  const faults = [
    title === '' && faultOf('任务名称', '', NO_TITLE),
    limit !== undefined && 'kind' in limit && faultOf('完成时限', cells['完成时限'], limit),
    urgency === undefined && faultOf('紧急程度', cells['紧急程度'], NO_URGENCY),
  ].filter((found) => found !== false);
  if (faults.length > 0 || (limit !== undefined && 'kind' in limit) || urgency === undefined)
    return { faults };
  return {
    matter: {
      title,
      ...given('goal', cells['工作目标']),
      criteria: readCriteria(cells['验收标准']),
      ...given('leadUnit', onOneLine(cells['牵头单位']).replace(/[;；、，,\s]+$/, '')),
      coUnits: unitsIn(cells['配合单位']),
      ...given('category', onOneLine(cells['事项分类'])),
      ...given('region', onOneLine(cells['属地'])),
      keywords: unitsIn(cells['关键词']),
      ...(limit === undefined ? {} : { limit: limit.limit }),
      ...(isUrgencySaid && { urgency }),
      ...given('source', onOneLine(cells['来源'])),
    },
    notes: [
      ...(limit?.note === undefined ? [] : [noteOf('limit-read', '完成时限', cells, limit.note)]),
      ...(isMapped(cells['紧急程度'], urgency) ? [mapped(cells, urgency)] : []),
    ],
  };
}

const NO_TITLE: CellQuestion = {
  kind: 'refused',
  why: { zh: '为空', en: 'it is empty' },
  write: { zh: '一个名称', en: 'the name of the task' },
};

const NO_URGENCY: CellQuestion = {
  kind: 'asked',
  why: { zh: '不是缓急用语', en: 'it is no word for urgency' },
  write: { zh: '普通或紧急', en: '普通 (normal) or 紧急 (urgent)' },
};

function isMapped(written: string, urgency: Urgency): boolean {
  return written !== '' && written !== URGENCY_WORDS[urgency];
}

function mapped(cells: LedgerCells, urgency: Urgency): CellNote {
  const word = URGENCY_WORDS[urgency];
  return noteOf('urgency-mapped', '紧急程度', cells, {
    zh: `“${cells['紧急程度']}”记为“${word}”`,
    en: `"${cells['紧急程度']}" is recorded as ${word} (${urgency})`,
  });
}

function noteOf(code: CellNote['code'], column: LedgerColumn, cells: LedgerCells, message: Title): CellNote {
  return { code, column, value: cells[column], message };
}

/** Text in a row that stands under no heading. */
export function beyondFault({ column, text }: { readonly column: string; readonly text: string }): CellFault {
  return faultOf(null, text, {
    kind: 'refused',
    why: { zh: `${column} 列没有表头`, en: `the column ${column} has no heading` },
    write: {
      zh: '与表头对齐的单元格（多半是某格内有未加引号的逗号）',
      en: 'cells that line up with the heading; often a cell holds a comma without quotes around it',
    },
  });
}

const COLUMN_OF: Readonly<Record<string, LedgerColumn>> = {
  title: '任务名称',
  goal: '工作目标',
  criteria: '验收标准',
  leadUnit: '牵头单位',
  coUnits: '配合单位',
  category: '事项分类',
  region: '属地',
  keywords: '关键词',
  limit: '完成时限',
  urgency: '紧急程度',
  source: '来源',
};

/** The column that a place in the input came from, by its JSON Pointer; null where it came from none. */
export function columnOfInput(pointer: string): LedgerColumn | null {
  return COLUMN_OF[pointer.split('/')[1] ?? ''] ?? null;
}

/** What was found wrong with the input, as faults of the cells it came from. */
export function faultsOfInput(
  parts: readonly Pick<ProblemPart, 'pointer' | 'message'>[],
  cells: LedgerCells,
): readonly CellFault[] {
  return parts.map(({ pointer, message }) => {
    const column = columnOfInput(pointer);
    const value = column === null ? '' : cells[column];
    const found =
      value === '' ? { zh: '', en: '' } : { zh: `，现为“${shown(value)}”`, en: `, it is "${shown(value)}"` };
    return {
      kind: 'refused',
      column,
      value,
      expected: message,
      message: { zh: `${message.zh}${found.zh}`, en: `${message.en}${found.en}` },
    };
  });
}

/** A fault of a cell, or of the whole row, that says why and what to write. */
export function faultOf(
  column: LedgerColumn | null,
  value: string,
  { kind, why, write }: CellQuestion,
): CellFault {
  const where = column ?? '整行';
  const found = value === '' ? '' : `“${shown(value)}”`;
  const verb = kind === 'asked' ? '请写明' : '应为';
  return {
    kind,
    column,
    value,
    expected: write,
    message: {
      zh: `${where}${found}${why.zh}，${verb}：${write.zh}`,
      en: `${column ?? 'the row'}${value === '' ? '' : ` is "${shown(value)}"`}: ${why.en}, ${kind === 'asked' ? 'please write' : 'expected'} ${write.en}`,
    },
  };
}

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

function given<Key extends string>(key: Key, value: string): { [K in Key]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [K in Key]?: string };
}
