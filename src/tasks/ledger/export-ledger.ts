import { z } from 'zod';
import {
  LEDGER_COLUMNS,
  type LedgerColumn,
  TOLD_COLUMNS,
  type ToldColumn,
} from '../../contract/ledger-columns.ts';
import type { TaskItem } from '../../contract/task.ts';
import { BOM, writeCsv } from '../../sheet/csv/write-csv.ts';
import { writeXlsx } from '../../sheet/write-xlsx.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { rowFilterOf } from '../lists/read-filter.ts';
import type { Reader } from '../lists/read-scope.ts';
import type { TaskFilter } from '../lists/task-filter.ts';
import { LISTED, type ListedRow } from '../store/lists/listed-row.ts';
import { selectBySerial } from '../store/lists/select-tasks.ts';
import type { Sources } from '../view/sources.ts';
import { itemOf, viewNow } from '../view/task-view.ts';
import { URGENCY_WORDS } from '../view/urgency-words.ts';
import { criteriaCell } from './cells/criteria-cell.ts';
import { limitCell } from './cells/read-limit.ts';
import { unitsCell } from './cells/units-cell.ts';
import { registeredMatterOf } from './rows/registered-task.ts';

/** Most rows of one export, as many as one import takes; more are had by narrowing the filter. */
export const MOST_EXPORTED = 20_000;
const ROWS_PER_READ = 1_000;

type ExportedColumn = Exclude<LedgerColumn, '序号'> | ToldColumn;

/** The ledger as it is handed in, each task under its number, and what has become of it. */
export const EXPORTED_COLUMNS: readonly ExportedColumn[] = [
  ...LEDGER_COLUMNS.filter((column): column is Exclude<LedgerColumn, '序号'> => column !== '序号'),
  ...TOLD_COLUMNS,
];

interface ExportedRow extends ListedRow {
  readonly context: unknown;
}
const EXPORTED = `${LISTED}, task.context`;

const LIGHTS = { green: '绿', yellow: '黄', red: '红', none: '' } as const;

/** The ledger as CSV (UTF-8 with BOM), part by part; see `exportedRows`. */
export async function* exportCsv(
  sources: Sources,
  reader: Reader,
  filter: TaskFilter,
): AsyncGenerator<string> {
  yield `${BOM}${writeCsv([EXPORTED_COLUMNS])}`;
  for await (const rows of exportedRows(sources, reader, filter)) yield writeCsv(rows);
}

/** The ledger as an .xlsx workbook; see `exportedRows`. */
export async function exportXlsx(sources: Sources, reader: Reader, filter: TaskFilter): Promise<Buffer> {
  const rows: (readonly string[])[] = [EXPORTED_COLUMNS];
  for await (const part of exportedRows(sources, reader, filter)) rows.push(...part);
  const widths = EXPORTED_COLUMNS.map((column) => WIDTHS[column] ?? 14);
  return writeXlsx({ name: '台账', rows, widths });
}

const WIDTHS: Readonly<Partial<Record<ExportedColumn, number>>> = {
  任务名称: 36,
  工作目标: 40,
  验收标准: 40,
  牵头单位: 20,
  配合单位: 30,
  事项分类: 24,
};

/**
 * The tasks of a filter as cells, newest first, at most MOST_EXPORTED: reform tasks, and other kinds where the filter
 * asks for them. Imported again, the rows say what is registered. Throws `query-invalid` before the first part.
 */
async function* exportedRows(
  sources: Sources,
  reader: Reader,
  filter: TaskFilter,
): AsyncGenerator<readonly (readonly string[])[]> {
  const view = viewNow(sources);
  const rowFilter = rowFilterOf(filter, view, reader.scope);
  let below: number | undefined;
  for (let written = 0; written < MOST_EXPORTED; written += ROWS_PER_READ) {
    const selection = { filter: rowFilter, scope: reader.scope, limit: ROWS_PER_READ };
    const rows = await selectBySerial<ExportedRow>(sources.database, selection, below, EXPORTED);
    if (rows.length > 0) yield rows.map((row) => cellsOf(row, itemOf(row, view)));
    below = rows.at(-1)?.serial;
    if (rows.length < ROWS_PER_READ) return;
  }
}

const urgencyOf = z.enum(['normal', 'urgent']);

function cellsOf({ context }: ExportedRow, item: TaskItem): readonly string[] {
  const { record } = item;
  const matter = registeredMatterOf(context);
  const urgency = urgencyOf.safeParse(item.urgency).data;
  const cells: Readonly<Record<ExportedColumn, string>> = {
    编号: item.number,
    任务名称: item.title,
    工作目标: matter?.goal ?? '',
    验收标准: criteriaCell(matter?.criteria ?? []),
    牵头单位: item.unit?.name ?? matter?.leadUnit ?? '',
    配合单位: unitsCell(matter?.coUnits ?? []),
    事项分类: item.category ?? '',
    属地: matter?.region ?? '',
    关键词: unitsCell(matter?.keywords ?? []),
    完成时限:
      matter?.limit === undefined
        ? timeCell(record.dueAt)
        : limitCell(matter.limit, matter.limitBy !== undefined),
    紧急程度: urgency === undefined ? (item.urgency ?? '') : URGENCY_WORDS[urgency],
    来源: matter?.source ?? '',
    原期限: timeCell(record.originalDueAt),
    现行期限: timeCell(record.dueAt),
    环节: item.state.zh,
    责任岗位: item.owner.seat,
    责任人: item.owner.person.name,
    红黄绿灯: LIGHTS[item.light],
    立项时间: timeCell(item.createdAt),
    签收时间: timeCell(record.receivedAt),
    办结申请时间: timeCell(record.claimedAt),
    审核通过时间: timeCell(record.passedAt),
    办结时间: timeCell(item.closedAt),
    超期工作日: (record.daysLate ?? 0) > 0 ? String(record.daysLate) : '',
    书面答复: record.answer === null ? '' : answerCell(record.answer),
  };
  return EXPORTED_COLUMNS.map((column) => cells[column]);
}

/** What the unit answered in writing to the supervisor. */
function answerCell({ at, reason, expectedCompletion }: NonNullable<TaskItem['record']['answer']>): string {
  return `${timeCell(at)} ${reason}；预计 ${expectedCompletion} 完成`;
}

/** County time in a cell; empty where there is none. */
function timeCell(at: string | null): string {
  return at === null ? '' : countyMinuteOf(at);
}
