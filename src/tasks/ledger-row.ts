import { expectationMissedBy } from '../calendar/shanghai-time.ts';
import type { Title } from '../engine/define.ts';
import type { ProblemPart } from '../platform/problem.ts';
import type { LedgerCells, LedgerColumn } from './ledger-columns.ts';

/** What is wrong with a cell: the value found, what was expected, and both in a sentence. */
export interface CellFault {
  readonly column: LedgerColumn | null;
  readonly value: string;
  readonly expected: Title;
  readonly message: Title;
}

/** A row as the workflow of reform tasks takes it. */
export interface LedgerInput {
  readonly title: string;
  readonly goal?: string;
  readonly leadUnit?: string;
  readonly coUnits: readonly string[];
  readonly category?: string;
  readonly limit: { readonly workingDays: number } | { readonly date: string };
  readonly urgency: 'normal' | 'urgent';
  readonly source?: string;
}

export type ReadRow = { readonly input: LedgerInput } | { readonly faults: readonly CellFault[] };

/** Several units in one cell are written with one of these between them. */
const SEPARATOR = /[;；、，,\n]/;
const URGENCIES: Readonly<Record<string, LedgerInput['urgency']>> = {
  普通: 'normal',
  紧急: 'urgent',
  '': 'normal',
};

/** Reads the cells of one row; every fault of the row is named, not only the first. */
export function readLedgerRow(cells: LedgerCells): ReadRow {
  const limit = limitOf(cells['完成时限']);
  const urgency = URGENCIES[cells['紧急程度']];
  const leads = unitsIn(cells['牵头单位']);
  const faults = [
    cells['任务名称'] === '' && faultWith('任务名称', '', { zh: '一个名称', en: 'the name of the task' }),
    leads.length > 1 &&
      faultWith('牵头单位', cells['牵头单位'], {
        zh: '一个单位或留空，牵头单位只能一个',
        en: 'one unit or none: a task has exactly one lead unit',
      }),
    limit === undefined &&
      faultWith('完成时限', cells['完成时限'], {
        zh: '“N个工作日”（1 至 1000）或日期，如 2026-12-31',
        en: '"N个工作日" (1 to 1000) or a date such as 2026-12-31',
      }),
    urgency === undefined &&
      faultWith('紧急程度', cells['紧急程度'], { zh: '普通或紧急', en: '普通 or 紧急' }),
  ].filter((found) => found !== false);
  if (faults.length > 0 || limit === undefined || urgency === undefined) return { faults };
  return {
    input: {
      title: cells['任务名称'],
      ...given('goal', cells['工作目标']),
      ...given('leadUnit', leads[0] ?? ''),
      coUnits: unitsIn(cells['配合单位']),
      ...given('category', cells['事项分类']),
      limit,
      urgency,
      ...given('source', cells['来源']),
    },
  };
}

/** A fault of the row as a whole. */
export function widthFault(found: number, expected: number): CellFault {
  return faultWith(null, `${found}`, {
    zh: `与表头相同的 ${expected} 个单元格`,
    en: `${expected} cells like the heading`,
  });
}

const COLUMN_OF: Readonly<Record<string, LedgerColumn>> = {
  title: '任务名称',
  goal: '工作目标',
  leadUnit: '牵头单位',
  coUnits: '配合单位',
  category: '事项分类',
  limit: '完成时限',
  urgency: '紧急程度',
  source: '来源',
};

/** What the workflow found wrong with the input, as faults of the cells it came from. */
export function faultsOfInput(parts: readonly ProblemPart[], cells: LedgerCells): readonly CellFault[] {
  return parts.map(({ pointer, message }) => {
    const column = COLUMN_OF[pointer.split('/')[1] ?? ''] ?? null;
    const value = column === null ? '' : cells[column];
    const where = column ?? pointer;
    return {
      column,
      value,
      expected: message,
      message: {
        zh: `${where}“${shown(value)}”不符：${message.zh}`,
        en: `${where} is "${shown(value)}": ${message.en}`,
      },
    };
  });
}

function limitOf(text: string): LedgerInput['limit'] | undefined {
  const days = /^(\d{1,4})\s*个工作日$/.exec(text)?.[1];
  if (days !== undefined) {
    const workingDays = Number(days);
    return workingDays >= 1 && workingDays <= 1000 ? { workingDays } : undefined;
  }
  return expectationMissedBy(text) === undefined ? { date: text } : undefined;
}

function unitsIn(text: string): readonly string[] {
  const units = text.split(SEPARATOR).map((unit) => unit.trim());
  return [...new Set(units.filter((unit) => unit !== ''))];
}

function faultWith(column: LedgerColumn | null, value: string, expected: Title): CellFault {
  const where = column ?? '整行';
  return {
    column,
    value,
    expected,
    message: {
      zh: `${where}${value === '' ? '为空' : `“${shown(value)}”不符`}，应为：${expected.zh}`,
      en: `${where} is ${value === '' ? 'empty' : `"${shown(value)}"`}, expected ${expected.en}`,
    },
  };
}

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

function given<Key extends string>(key: Key, value: string): { [K in Key]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [K in Key]?: string };
}
