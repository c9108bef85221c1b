import type { Calendar } from '../calendar/calendar.ts';
import type { Directory } from '../directory/directory.ts';
import type { RoutingBook } from '../routing/prepare-routing.ts';

/** What the county goes by now; each call answers the newest version, so that a change holds for the next request. */
export interface County {
  readonly directory: () => Directory;
  readonly routing: () => RoutingBook;
  readonly calendar: () => Calendar;
  /** Working days before due from which a task shows yellow. */
  readonly warnWorkingDays: number;
  /** Working days a unit has to receive a task. */
  readonly receiptWorkingDays: number;
}
