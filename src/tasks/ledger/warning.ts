import type { LedgerColumn } from '../../contract/ledger-columns.ts';
import type { Words } from '../../platform/wording/words.ts';

/** Something in an accepted row that the task force should look at. */
export interface RowWarning {
  /** Stable, for programs; those of the door (`day-off`, `unit-unknown`, …) among them. */
  readonly code: string;
  readonly column: LedgerColumn | null;
  readonly value: string;
  readonly message: Words;
}
