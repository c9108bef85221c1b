import type { Words } from '../platform/wording/words.ts';

/**
 * Why a cell is not taken. `asked`: it can mean several things, and only its writer knows which; `refused`: it means
 * nothing here. Either says what to write instead.
 */
export interface CellQuestion {
  readonly kind: 'asked' | 'refused';
  readonly why: Words;
  /** What to write instead. */
  readonly write: Words;
}
