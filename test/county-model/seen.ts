import type { Calendar } from '../../src/calendar/calendar.ts';
import type { Directory } from '../../src/directory/directory.ts';
import type { Stored } from '../chaos/checker/stored.ts';

/** Who answered for a task at an instant that has passed, as it was told then. */
export interface Witness {
  readonly taskId: string;
  readonly at: string;
  readonly person: string;
}

/** All that can be seen of the county after a command. */
export interface Seen {
  readonly stored: Stored;
  readonly directory: Directory;
  /** In force at this moment, and each of those that were, from an ISO instant on, the newest last. */
  readonly calendar: Calendar;
  readonly calendars: readonly { readonly from: string; readonly calendar: Calendar }[];
  /** ISO instant of the clock that the model moves. */
  readonly now: string;
  /** Whether workers have done everything that is due. */
  readonly isWorkedOff: boolean;
  readonly witnesses: readonly Witness[];
  /** Tasks to which something has happened since it was looked at last. */
  readonly changed: ReadonlySet<string>;
}

/** What must hold after every command, by the names under which a counter-example tells it. */
export const invariants = {
  ledger:
    'revisions are gapless, each step is legal, the row equals the fold, timers and effects are as asked for',
  seat: 'each event names one accountable seat, and the directory knows it',
  person: 'the accountable seat of each open task resolves to one person, by the plain rule of the domain',
  past: 'who answered at an instant that has passed stays who answered',
  clock: 'the parties tile the time of a task, and their working minutes add up to what has passed',
  rungs: 'no rung fires twice for its cause, and no seat is told twice',
  ruling: 'after a ruling there is no second ruling and no return; no unit returns a task twice',
  own: 'nobody decides what they asked for, claimed or signed, through whatever seat, deputy or loan',
  due: 'the due date is what follows from limit, dispatch, credited time, extensions and calendar',
  timers: 'nothing that is due is left undone, and nothing was given up',
  family: 'no child without its parent, none open under a task that has ended',
} as const;

export type Invariant = keyof typeof invariants;

/** One place where an invariant does not hold. */
export interface Fault {
  readonly invariant: Invariant;
  readonly taskId: string | null;
  readonly detail: string;
}
