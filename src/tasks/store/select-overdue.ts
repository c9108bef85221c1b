import type { ReadScope } from '../read-scope.ts';
import type { RowFilter } from '../row-filter.ts';
import { filtered, scopedOpen } from './conditions.ts';
import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters } from './parameters.ts';
import { type DuePosition, datedIds } from './select-tasks.ts';

export interface OverdueSelection {
  readonly now: string;
  /** All where they are undefined. */
  readonly units: readonly string[] | undefined;
  readonly workflows: readonly string[] | undefined;
  readonly scope: ReadScope;
}

/** Open tasks past their due instant, the longest late first, after a position. */
export async function selectOverdue(
  database: Database,
  selection: OverdueSelection,
  limit: number,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const page = datedIds(
    { filter: overdueFilter(selection), scope: selection.scope, limit },
    after,
    parameters,
  );
  const text = `SELECT ${LISTED} FROM (${page}) AS page JOIN task USING (id) ORDER BY task.due_at, task.id`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** A late task as groups count it. */
export interface LateRow {
  readonly id: string;
  readonly workflow: string;
  readonly revision: number;
  readonly due_at: Date;
}

/** The late tasks, the longest late first, at most so many; their workflows and revisions are what no index holds. */
export async function selectLate(
  database: Database,
  selection: OverdueSelection,
  limit: number,
): Promise<readonly LateRow[]> {
  const parameters = createParameters();
  const page = datedIds(
    { filter: overdueFilter(selection), scope: selection.scope, limit },
    undefined,
    parameters,
  );
  const text = `SELECT task.id, task.workflow, task.revision, task.due_at FROM (${page}) AS page JOIN task USING (id)
    ORDER BY task.due_at, task.id`;
  return (await database.query<LateRow>(text, parameters.values)).rows;
}

/** How many late tasks a unit or a seat has, and since when the longest late one is. */
export interface OverdueCount {
  /** Code of the unit, or id of the seat. */
  readonly key: string | null;
  readonly n: number;
  readonly oldest: Date;
}

/** Counts the late tasks by their units or by their accountable seats, those with most first. */
export async function countOverdue(
  database: Database,
  selection: OverdueSelection,
  by: 'unit' | 'owner',
): Promise<readonly OverdueCount[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const { scope, units, ...late } = selection;
  // OFFSET 0 keeps the planner from the indexes by unit and seat, which would lead to every row a unit ever had: the
  // late ones are counted in the index by due date alone.
  const text = `SELECT task.${by} AS key, count(*)::float8 AS n, min(task.due_at) AS oldest
    FROM (SELECT task.unit, task.owner, task.attention, task.due_at FROM task
      WHERE ${filtered(overdueFilter({ ...late, units: undefined }), add)} OFFSET 0) AS task
    WHERE ${filtered(units === undefined ? {} : { units }, add)} AND ${scopedOpen(scope, add)} GROUP BY task.${by} ORDER BY n DESC, task.${by}`;
  return (await database.query<OverdueCount>(text, parameters.values)).rows;
}

function overdueFilter({ now, units, workflows }: Omit<OverdueSelection, 'scope'>): RowFilter {
  return { open: true, due: { before: now }, ...(units && { units }), ...(workflows && { workflows }) };
}
