import type { Calendar } from '../../calendar/calendar.ts';
import type { DirectoryChange } from '../../directory/change/change.ts';
import type { LendableTask } from '../../directory/change/lendable-task.ts';
import type { PlanTerms } from '../../directory/change/plan-change.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { standingSeat } from '../../directory/resolve/standing-seat.ts';
import type { Registry } from '../../engine/definition/registry.ts';
import { rememberedBy } from '../../engine/definition/remembered.ts';
import { isId } from '../../platform/ids.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import { NO_REQUESTERS } from '../../vocabulary/requesters.ts';
import { commissionerSeatOf, leaderSeatOf } from '../../vocabulary/seats.ts';
import { holdersOf } from '../answers/principal-seat.ts';
import { countOpenTasks } from '../store/lists/count-open-tasks.ts';
import type { Database } from '../store/lists/listed-row.ts';
import { selectOpenTasks } from '../store/lists/select-open-tasks.ts';
import { officeCalendarOf } from './office-calendar.ts';

/** What a change of the directory is held against. */
export interface PlanSources {
  readonly database: Database;
  readonly registry: Pick<Registry, 'find'>;
  readonly directory: Directory;
  readonly calendar: Calendar;
  /** Categories in which duties may be declared. */
  readonly categories: ReadonlySet<string>;
}

/** The terms of a change made at an instant (ISO): the county's office hours, its duties, who has how many open tasks. */
export async function planTermsOf(
  { database, registry, directory, calendar, categories }: PlanSources,
  { operations }: Pick<DirectoryChange, 'operations'>,
  at: string,
): Promise<PlanTerms> {
  const lent = operations.flatMap((operation) =>
    operation.op === 'delegate' && operation.task !== undefined ? [operation.task] : [],
  );
  const [openTasks, lendable] = await Promise.all([
    countOpenTasks(database),
    lendableTasks({ database, registry, directory }, lent.filter(isId), at),
  ]);
  return { at, calendar: officeCalendarOf(calendar), categories, openTasks, lendable };
}

/** The open tasks among those that are to be lent, each alone. */
async function lendableTasks(
  { database, registry, directory }: Pick<PlanSources, 'database' | 'registry' | 'directory'>,
  ids: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, LendableTask>> {
  const tasks = ids.length === 0 ? [] : await selectOpenTasks(database, ids);
  return new Map(
    tasks.map((task) => {
      const { id, owner, attention, unit } = task;
      const seats = [
        owner,
        ...(attention === null ? [] : [attention]),
        ...(unit === null ? [] : [commissionerSeatOf(unit), leaderSeatOf(unit)]),
      ];
      const { requesters } = readingsOf(registry.find(task.workflow));
      const asked = requesters?.(rememberedBy(registry, task), task.state);
      const { people, principals } = asked ?? NO_REQUESTERS;
      const requestedBy = people.length > 0 ? people : holdersOf(principals, directory, at);
      return [id, { seats: standing(seats, directory, at), requestedBy }] as const;
    }),
  );
}

/** The seats themselves, or those that took over from abolished units. */
function standing(seats: readonly string[], directory: Directory, at: string): readonly string[] {
  const index = indexDirectory(directory);
  return [...new Set(seats.map((seat) => standingSeat(index, seat, Date.parse(at))?.id ?? seat))];
}
