import type { OverdueItem } from '../../contract/overdue.ts';
import { BOM, writeCsv } from '../../sheet/csv/write-csv.ts';
import { writeXlsx } from '../../sheet/write-xlsx.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import type { Reader } from '../lists/read-scope.ts';
import type { DuePosition } from '../store/lists/select-tasks.ts';
import type { Sources } from '../view/sources.ts';
import { lateAsked, type OverdueQuery } from './overdue.ts';
import { overdueItem } from './overdue-item.ts';

/** Most rows of one export, the longest late first. */
export const MOST_LATE_EXPORTED = 5_000;
const ROWS_PER_READ = 500;

/** A column of the list of late tasks, how it is headed and how wide it is. */
interface Column {
  readonly heading: string;
  readonly width: number;
  readonly of: (item: OverdueItem) => string;
}

const COLUMNS: readonly Column[] = [
  { heading: '编号', width: 14, of: ({ number }) => number },
  { heading: '任务名称', width: 36, of: ({ title }) => title },
  { heading: '承办单位', width: 20, of: ({ unit }) => unit?.name ?? '' },
  { heading: '责任岗位', width: 18, of: ({ owner }) => owner.seat },
  { heading: '责任人', width: 12, of: ({ owner }) => owner.person.name },
  { heading: '环节', width: 14, of: ({ state }) => state.zh },
  { heading: '原期限', width: 18, of: ({ record }) => timeCell(record.originalDueAt) },
  { heading: '现行期限', width: 18, of: ({ dueAt }) => timeCell(dueAt) },
  { heading: '超期工作日', width: 10, of: ({ daysLate }) => String(daysLate) },
  { heading: '未办结原因', width: 36, of: ({ reason }) => reason.zh },
  { heading: '占时最多', width: 16, of: ({ cause }) => cause?.words.zh ?? '' },
  { heading: '已采取措施', width: 36, of: ({ done }) => done.zh },
  { heading: '单位书面答复', width: 40, of: ({ record }) => record.answer?.reason ?? '' },
  { heading: '预计办结日期', width: 14, of: ({ record }) => record.answer?.expectedCompletion ?? '' },
  { heading: '答复时间', width: 18, of: ({ record }) => timeCell(record.answer?.at ?? null) },
];

type LateQuery = Pick<OverdueQuery, 'unit' | 'kind' | 'asOf'>;

/** The late tasks as CSV (UTF-8 with BOM); see `lateRows`. */
export async function overdueCsv(sources: Sources, reader: Reader, query: LateQuery): Promise<string> {
  return `${BOM}${writeCsv(await lateRows(sources, reader, query))}`;
}

/** The late tasks as an .xlsx workbook; see `lateRows`. */
export async function overdueXlsx(sources: Sources, reader: Reader, query: LateQuery): Promise<Buffer> {
  const rows = await lateRows(sources, reader, query);
  return writeXlsx({ name: '超期任务', rows, widths: COLUMNS.map(({ width }) => width) });
}

/**
 * What is late, why, what was done about it and what the unit answered, under its headings, the longest late first, at
 * most MOST_LATE_EXPORTED. Throws `query-invalid`.
 */
async function lateRows(
  sources: Sources,
  reader: Reader,
  query: LateQuery,
): Promise<readonly (readonly string[])[]> {
  const { late, view } = lateAsked(sources, reader, query);
  const cells: (readonly string[])[] = [COLUMNS.map(({ heading }) => heading)];
  let after: DuePosition | undefined;
  while (cells.length <= MOST_LATE_EXPORTED) {
    const rows = await late.page(Math.min(ROWS_PER_READ, MOST_LATE_EXPORTED + 1 - cells.length), after);
    const { logs, facts } = await late.known(rows);
    for (const row of rows) {
      const item = overdueItem(row, logs.get(row.id) ?? [], facts.get(row.id), view, view.calendar);
      cells.push(COLUMNS.map(({ of }) => of(item)));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_READ) break;
    after = { due: last.due_key, id: last.id };
  }
  return cells;
}

/** County time in a cell; empty where there is none. */
function timeCell(at: string | null): string {
  return at === null ? '' : countyMinuteOf(at);
}
