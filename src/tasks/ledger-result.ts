import type { RowRouting, RowWarning } from './ledger-outlook.ts';
import type { CellFault } from './ledger-row.ts';
import type { LedgerText } from './ledger-text.ts';

/**
 * `acceptable`: a dry run that would accept it. `repeated`: nothing new, since the same row was imported before under
 * this key or stands further up in the file.
 */
export type RowStatus = 'accepted' | 'repeated' | 'acceptable' | 'refused';

export interface RowError extends CellFault {
  readonly row: number;
}

/** What became of one row. */
export interface RowResult {
  /** 1 is the first row below the heading. */
  readonly row: number;
  /** Line of the file on which the row ends. */
  readonly line: number;
  /** The row's own 序号. */
  readonly ref: string;
  readonly title: string;
  readonly status: RowStatus;
  readonly taskId?: string;
  readonly number?: string;
  readonly dueAt?: string;
  /** Where routing sends it as things stand now; the worker decides. */
  readonly routing?: RowRouting;
  readonly errors: readonly RowError[];
  readonly warnings: readonly RowWarning[];
}

export interface ImportResult {
  readonly dryRun: boolean;
  readonly encoding: LedgerText['encoding'];
  readonly counts: Readonly<Record<RowStatus | 'rows' | 'warnings', number>>;
  /** Columns of the file that were not read. */
  readonly ignoredColumns: readonly string[];
  readonly rows: readonly RowResult[];
}

/** How many rows came to which end. */
export function countsOf(rows: readonly RowResult[]): ImportResult['counts'] {
  const counts = { rows: rows.length, accepted: 0, repeated: 0, acceptable: 0, refused: 0, warnings: 0 };
  for (const { status, warnings } of rows) {
    counts[status]++;
    counts.warnings += warnings.length;
  }
  return counts;
}
