import { ROW_STATUSES, type RowStatus } from '../../contract/ledger-import.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { HeadingQuestion } from '../../sheet/columns.ts';
import type { FileRead } from '../../sheet/grid.ts';
import type { Skipped } from '../../sheet/skipped-row.ts';
import type { DefaultTaken } from '../clock/default-limit.ts';
import type { CellFault } from './cells/read-row.ts';
import type { Difference } from './rows/compare-row.ts';
import type { RowRouting } from './rows/outlook.ts';
import type { RowWarning } from './warning.ts';

export interface RowError extends CellFault {
  readonly row: number;
}

/** What became of one row. */
export interface RowResult {
  /** As the spreadsheet numbers it: the heading, titles and blank rows count. */
  readonly row: number;
  /** The row's own 序号 or 编号. */
  readonly ref: string;
  readonly title: string;
  readonly status: RowStatus;
  /** What the status means for this row. */
  readonly message?: Title;
  readonly taskId?: string;
  readonly number?: string;
  readonly dueAt?: string;
  /** Which default its limit is taken from, where the row says none. */
  readonly limitBy?: DefaultTaken['limitBy'];
  /** Where routing sends it as things stand now; the worker decides. */
  readonly routing?: RowRouting;
  readonly differences: readonly Difference[];
  readonly errors: readonly RowError[];
  readonly warnings: readonly RowWarning[];
}

export interface FileWarning {
  readonly code: 'heading-unknown' | 'column-missing' | 'sheet-chosen' | 'rows-hidden';
  readonly message: Title;
}

export interface ImportResult extends Pick<FileRead, 'format' | 'encoding' | 'sheet'> {
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<RowStatus | 'rows' | 'warnings', number>>;
  /** Which heading was read as which column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the file that were not read. */
  readonly ignoredColumns: readonly string[];
  /** Of the file as a whole. */
  readonly warnings: readonly FileWarning[];
  /** Of headings; while they are open, nothing is imported. */
  readonly questions: readonly HeadingQuestion[];
  /** Rows that are no rows of the ledger. */
  readonly skipped: readonly Skipped[];
  readonly rows: readonly RowResult[];
}

/** How many rows came to which end. */
export function countsOf(rows: readonly RowResult[]): ImportResult['counts'] {
  const statuses = Object.fromEntries(ROW_STATUSES.map((status) => [status, 0])) as Record<RowStatus, number>;
  const counts = { rows: rows.length, ...statuses, warnings: 0 };
  for (const { status, warnings } of rows) {
    counts[status]++;
    counts.warnings += warnings.length;
  }
  return counts;
}
