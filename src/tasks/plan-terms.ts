import type { DirectoryChange } from '../directory/change/change.ts';
import type { LendableTask } from '../directory/change/lendable-task.ts';
import type { PlanTerms } from '../directory/change/plan-change.ts';
import type { Directory } from '../directory/directory.ts';
import type { Engine } from '../engine/engine.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import type { County } from './county.ts';
import { officeCalendarOf } from './office-calendar.ts';
import { openRequestersOf } from './open-requests.ts';
import { holdersOf } from './principal-seat.ts';
import { countOpenTasks } from './store/count-open-tasks.ts';
import type { Database } from './store/listed-row.ts';

/** What a change of the directory is held against. */
export interface PlanSources {
  readonly database: Database;
  readonly engine: Pick<Engine, 'read'>;
  readonly county: Pick<County, 'directory' | 'calendar'>;
  readonly clock: Clock;
  /** Categories in which duties may be declared. */
  readonly categories: ReadonlySet<string>;
}

/** The terms of a change made now: the county's office hours, its duties, who has how many open tasks. */
export async function planTermsOf(
  sources: PlanSources,
  change: Pick<DirectoryChange, 'operations'>,
): Promise<PlanTerms> {
  const { database, county, clock, categories } = sources;
  const at = isoOf(clock());
  const [openTasks, lendable] = await Promise.all([
    countOpenTasks(database),
    lendableTasks(sources.engine, change, county.directory(), at),
  ]);
  return { at, calendar: officeCalendarOf(county.calendar()), categories, openTasks, lendable };
}

/** The open tasks among those that a change would lend, each alone. */
async function lendableTasks(
  engine: Pick<Engine, 'read'>,
  { operations }: Pick<DirectoryChange, 'operations'>,
  directory: Directory,
  at: string,
): Promise<ReadonlyMap<string, LendableTask>> {
  const asked = operations.flatMap((operation) =>
    operation.op === 'delegate' && operation.task !== undefined ? [operation.task] : [],
  );
  const tasks = await Promise.all([...new Set(asked)].map((id) => engine.read(id)));
  return new Map(
    tasks.flatMap((task) => {
      if (task === undefined || task.closedAt !== null) return [];
      const requesters = openRequestersOf({ state: task.state, context: task.snapshot.context });
      const lendable: LendableTask = {
        owner: task.facets.owner,
        requestedBy: holdersOf(requesters, directory, at),
      };
      return [[task.id, lendable] as const];
    }),
  );
}
