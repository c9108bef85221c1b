import type { Calendar } from '../calendar/calendar.ts';
import type { Ladder } from '../calendar/ladder.ts';
import { type LimitsByType, limitFor, limitsOf } from '../calendar/task-limits.ts';
import type { Directory } from '../directory/directory.ts';
import type { RoutingBook } from '../routing/prepare-routing.ts';

/** What the county goes by now; each call answers the newest version, so that a change holds for the next request. */
export interface County {
  readonly directory: () => Directory;
  readonly routing: () => RoutingBook;
  readonly calendar: () => Calendar;
  /** The limits beside due dates, by type of task. */
  readonly limits: () => LimitsByType;
  /** What happens to a task, and who is told, if nothing else happens. */
  readonly ladder: () => Ladder;
}

/** The type of task whose limits hold where nothing else is said: for lights across lists, and for plain routing. */
export const MAIN_TYPE = 'reform-task';

/** Working days before due from which a task shows yellow, one number for all that lists show. */
export function warnWorkingDaysOf(county: Pick<County, 'limits'>): number {
  return limitFor(limitsOf(county.limits(), MAIN_TYPE), 'warnWorkingDays');
}
