import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { countyMinuteOf } from '../directory/county-day.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from './ledger-columns.ts';
import { rowFilterOf } from './read-filter.ts';
import type { Reader } from './read-scope.ts';
import type { Sources } from './sources.ts';
import { LISTED, type ListedRow } from './store/listed-row.ts';
import { selectBySerial } from './store/select-tasks.ts';
import type { TaskFilter } from './task-filter.ts';
import { itemOf, type TaskItem, viewNow } from './task-view.ts';

/** Most rows of one export; whoever needs more narrows the filter. */
export const MOST_EXPORTED = 20_000;
const ROWS_PER_READ = 1_000;

/** What has become of a task since it was handed in. */
const SINCE = ['环节', '责任岗位', '责任人', '红黄绿灯', '立项时间', '办结时间'] as const;

type GivenColumn = Exclude<LedgerColumn, '序号'>;
type ExportedColumn = '编号' | GivenColumn | (typeof SINCE)[number];

/** The ledger as it is handed in, each task under its number. */
const COLUMNS: readonly ExportedColumn[] = [
  '编号',
  ...LEDGER_COLUMNS.filter((column): column is GivenColumn => column !== '序号'),
  ...SINCE,
];

interface ExportedRow extends ListedRow {
  readonly context: unknown;
}
const EXPORTED = `${LISTED}, task.context`;

const LIGHTS = { green: '绿', yellow: '黄', red: '红', none: '' } as const;
const URGENCIES: Readonly<Record<string, string>> = { normal: '普通', urgent: '紧急' };

const matterOf = z.object({
  matter: z.object({
    goal: z.string().catch(''),
    coUnits: z.array(z.string()).catch([]),
    source: z.string().catch(''),
  }),
});

/**
 * The ledger as CSV that spreadsheets open, part by part, newest first: UTF-8 with BOM, no cell a formula, at most
 * MOST_EXPORTED rows. Throws `query-invalid` before the first part.
 */
export async function* exportLedger(
  sources: Sources,
  reader: Reader,
  filter: TaskFilter,
): AsyncGenerator<string> {
  const view = viewNow(sources);
  const rowFilter = rowFilterOf(filter, view, reader.scope);
  yield `\uFEFF${csv([COLUMNS])}`;
  let below: number | undefined;
  for (let written = 0; written < MOST_EXPORTED; written += ROWS_PER_READ) {
    const selection = { filter: rowFilter, scope: reader.scope, limit: ROWS_PER_READ };
    const rows = await selectBySerial<ExportedRow>(sources.database, selection, below, EXPORTED);
    if (rows.length > 0) yield csv(rows.map((row) => cellsOf(row, itemOf(row, view))));
    below = rows.at(-1)?.serial;
    if (rows.length < ROWS_PER_READ) return;
  }
}

function cellsOf({ context }: ExportedRow, item: TaskItem): readonly string[] {
  const { goal, coUnits, source } = matterOf.safeParse(context).data?.matter ?? NO_MATTER;
  const cells: Readonly<Record<ExportedColumn, string>> = {
    编号: item.number,
    任务名称: item.title,
    工作目标: goal,
    牵头单位: item.unit?.name ?? '',
    配合单位: coUnits.join('；'),
    事项分类: item.category ?? '',
    完成时限: timeCell(item.dueAt),
    紧急程度: URGENCIES[item.urgency ?? ''] ?? item.urgency ?? '',
    来源: source,
    环节: item.state.zh,
    责任岗位: item.owner.seat,
    责任人: item.owner.person.name,
    红黄绿灯: LIGHTS[item.light],
    立项时间: timeCell(item.createdAt),
    办结时间: timeCell(item.closedAt),
  };
  return COLUMNS.map((column) => cells[column]);
}

const NO_MATTER = { goal: '', coUnits: [], source: '' };

function csv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(inert)),
    { quoted: true, record_delimiter: '\r\n' },
  );
}

/**
 * A cell that no spreadsheet takes for a formula: what begins with a sign of one, also in full width, after blanks or
 * at the start of a later line, gets an apostrophe in front (OWASP, CSV injection).
 */
export function inert(cell: string): string {
  return /(^|[\r\n;,"'])[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}

/** County time in a cell; empty where there is none. */
function timeCell(at: string | null): string {
  return at === null ? '' : countyMinuteOf(at);
}
