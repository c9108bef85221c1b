import type { ReadScope } from '../read-scope.ts';
import { filtered, scopedOpen } from './conditions.ts';
import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters } from './parameters.ts';
import { type DuePosition, datedIds } from './select-tasks.ts';

/** A late task with what its reason is derived from. */
export interface OverdueRow extends ListedRow {
  readonly context: unknown;
  readonly state_since: Date;
}

export interface OverdueSelection {
  readonly now: string;
  readonly unit: string | undefined;
  readonly scope: ReadScope;
}

/** Open tasks past their due instant, the longest late first, after a position. */
export async function selectOverdue(
  database: Database,
  { now, unit, scope }: OverdueSelection,
  limit: number,
  after: DuePosition | undefined,
): Promise<readonly OverdueRow[]> {
  const parameters = createParameters();
  const page = datedIds({ filter: overdueFilter(now, unit), scope, limit }, after, parameters);
  // The log is asked only for the rows of the page: since when is the first event after the last in another state.
  const text = `SELECT ${LISTED}, task.context, since.at AS state_since
    FROM (${page}) AS page JOIN task USING (id)
    CROSS JOIN LATERAL (SELECT min(event.at) AS at FROM event
      WHERE event.task_id = task.id AND event.revision > coalesce((
        SELECT max(other.revision) FROM event AS other
        WHERE other.task_id = task.id AND other.state <> task.state), 0)) AS since
    ORDER BY task.due_at, task.id`;
  return (await database.query<OverdueRow>(text, parameters.values)).rows;
}

/** How many late tasks each unit has, and since when the longest late one is. */
export interface OverdueCount {
  readonly unit: string | null;
  readonly n: number;
  readonly oldest: Date;
}

export async function countOverdue(
  database: Database,
  { now, unit, scope }: OverdueSelection,
): Promise<readonly OverdueCount[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const late = filtered(overdueFilter(now, undefined), add).where;
  const { where } = filtered(unit === undefined ? {} : { unit }, add);
  // OFFSET 0 keeps the planner from the indexes by unit and seat, which would lead to every row a unit ever had: the
  // late ones are counted in the index by due date alone.
  const text = `SELECT task.unit, count(*)::float8 AS n, min(task.due_at) AS oldest
    FROM (SELECT task.unit, task.owner, task.attention, task.due_at FROM task WHERE ${late} OFFSET 0) AS task
    WHERE ${where} AND ${scopedOpen(scope, add)} GROUP BY task.unit ORDER BY n DESC, task.unit`;
  return (await database.query<OverdueCount>(text, parameters.values)).rows;
}

function overdueFilter(now: string, unit: string | undefined) {
  return { open: true, dueBefore: now, ...(unit === undefined ? {} : { unit }) };
}
