import type { Words } from '../platform/wording/words.ts';
import type { ClockParty } from './clock-party.ts';
import type { MeasureKind } from './measures.ts';

/** An event of a task's log as its clock sees it, before the workflow has said what it means. */
export interface LoggedTurn {
  readonly type: string;
  readonly state: string;
  /** ISO instant; null while the clock stands still. */
  readonly dueAt: string | null;
  /** The field of its data that the workflow names in `details`. */
  readonly detail: string | null;
}

/** What a state is to the clock of those who work on the task. */
export type Phase =
  /** They say that they are done, and it is reviewed. */
  | 'review'
  /** Others decide, and their clock stands as it stood. */
  | 'held'
  /** What they did was accepted. */
  | 'passed';

/** What the log of a task means to its clock. What is left out means nothing. */
export interface ClockReading {
  /** Events with which the budget begins to count; the first event, where none of them came. */
  readonly begins?: readonly string[];
  readonly phases?: Readonly<Record<string, Phase>>;
  /** By event, the field of its data that clocks read. */
  readonly details?: Readonly<Record<string, string>>;
  /** By event, what it did about a task that is late, given what was before it. */
  readonly measures?: Readonly<
    Record<string, (turn: LoggedTurn, before: LoggedTurn | undefined) => MeasureKind | undefined>
  >;
  /** Code of the rung of the ladder that an event told of. */
  readonly rung?: (turn: LoggedTurn) => string | undefined;
  /** Why the due date changed, given the state before; undefined where the title of the event says it. */
  readonly moved?: (turn: LoggedTurn, stateBefore: string | undefined) => Words | undefined;
  /**
   * Who had the clock by the state alone, for events of before the clock ledger, which left the columns empty: there a
   * section's time cannot be told from its commissioner's.
   */
  readonly beforeLedger?: Readonly<Record<string, ClockParty>>;
}
