import type { Calendar } from '../calendar/calendar.ts';
import type { Ladder } from '../calendar/ladder/ladder.ts';
import { type LimitsByType, limitFor, limitsOf, type TaskLimits } from '../calendar/limits/task-limits.ts';
import type { Directory } from '../directory/directory.ts';
import type { RoutingBook } from '../routing/books/prepare-routing.ts';

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

/** The limits of a type of task; where none is said, of the one that says for all lists when a light turns yellow. */
export function limitsOfType({ limits }: Pick<County, 'limits'>, type?: string): TaskLimits {
  if (type !== undefined) return limitsOf(limits(), type);
  const main = [...limits().values()].find(({ warnWorkingDays }) => warnWorkingDays !== undefined);
  if (main !== undefined) return main;
  throw new Error('No type of task in config/limits has warnWorkingDays, expected one.');
}

/** Working days before due from which a task shows yellow, one number for all that lists show. */
export function warnWorkingDaysOf(county: Pick<County, 'limits'>): number {
  return limitFor(limitsOfType(county), 'warnWorkingDays');
}
