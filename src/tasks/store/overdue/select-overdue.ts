import type { ReadScope } from '../../lists/read-scope.ts';
import type { RowFilter } from '../../lists/row-filter.ts';
import { filtered, scopedOpen } from '../lists/conditions.ts';
import { type Database, LISTED, type ListedRow } from '../lists/listed-row.ts';
import { createParameters, type SqlValues } from '../lists/parameters.ts';
import type { DuePosition } from '../lists/select-tasks.ts';

export interface OverdueSelection {
  readonly now: string;
  /** All where they are undefined. */
  readonly units: readonly string[] | undefined;
  readonly workflows: readonly string[] | undefined;
  readonly scope: ReadScope;
}

/** Open tasks that are late, the longest late first, after a position in the order of when they became so. */
export async function selectOverdue(
  database: Database,
  selection: OverdueSelection,
  limit: number,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const page = lateIds(selection, limit, after, parameters);
  const text = `SELECT ${LISTED}, task.late_at::text AS late_key FROM (${page}) AS page JOIN task USING (id)
    ORDER BY task.late_at, task.id`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** The ids of a page of late tasks, found in the index alone. */
function lateIds(
  { now, units, workflows, scope }: OverdueSelection,
  limit: number,
  after: DuePosition | undefined,
  { add }: SqlValues,
): string {
  const beyond =
    after === undefined
      ? ''
      : `AND (task.late_at, task.id) > (${add(after.due)}::timestamptz, ${add(after.id)}::uuid)`;
  return `SELECT task.id FROM task
    WHERE ${isLate(now, add)} AND ${filtered(narrowed(units, workflows), add)} AND ${scopedOpen(scope, add)} ${beyond}
    ORDER BY task.late_at, task.id LIMIT ${add(limit)}`;
}

function isLate(now: string, add: SqlValues['add']): string {
  return `task.closed_at IS NULL AND task.late_at IS NOT NULL AND task.late_at < ${add(now)}`;
}

function narrowed(units: OverdueSelection['units'], workflows: OverdueSelection['workflows']): RowFilter {
  return { ...(units && { units }), ...(workflows && { workflows }) };
}

/** A late task as groups count it. */
export interface LateRow {
  readonly id: string;
  readonly workflow: string;
  readonly revision: number;
  readonly late_at: Date;
}

/** The late tasks, the longest late first, at most so many; their workflows and revisions are what no index holds. */
export async function selectLate(
  database: Database,
  selection: OverdueSelection,
  limit: number,
): Promise<readonly LateRow[]> {
  const parameters = createParameters();
  const page = lateIds(selection, limit, undefined, parameters);
  const text = `SELECT task.id, task.workflow, task.revision, task.late_at FROM (${page}) AS page JOIN task USING (id)
    ORDER BY task.late_at, task.id`;
  return (await database.query<LateRow>(text, parameters.values)).rows;
}

/** How many late tasks a unit or a seat has, and since when the longest late one is. */
export interface OverdueCount {
  /** Code of the unit, or id of the seat. */
  readonly key: string | null;
  readonly n: number;
  readonly oldest: Date;
}

/** What is late by the limit for deciding is the decider's, and not the unit's that has handed it over in time. */
const BY_OTHERS = '(task.attention IS NOT NULL AND task.late_at IS DISTINCT FROM task.due_at)';
const WHOSE = {
  owner: `CASE WHEN ${BY_OTHERS} THEN task.attention ELSE task.owner END`,
  unit: `CASE WHEN ${BY_OTHERS} THEN split_part(task.attention, '/', 1) ELSE task.unit END`,
} as const;

/** Counts the late tasks by the units or seats that are late with them, those with most first. */
export async function countOverdue(
  database: Database,
  selection: OverdueSelection,
  by: 'unit' | 'owner',
): Promise<readonly OverdueCount[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const { now, scope, units, workflows } = selection;
  // OFFSET 0 keeps the planner from the indexes by unit and seat, which would lead to every row a unit ever had: the
  // late ones are counted in the index alone.
  const text = `SELECT ${WHOSE[by]} AS key, count(*)::float8 AS n, min(task.late_at) AS oldest
    FROM (SELECT task.unit, task.owner, task.attention, task.due_at, task.late_at FROM task
      WHERE ${isLate(now, add)} AND ${filtered(narrowed(undefined, workflows), add)} OFFSET 0) AS task
    WHERE ${filtered(narrowed(units, undefined), add)} AND ${scopedOpen(scope, add)} GROUP BY 1 ORDER BY n DESC, 1`;
  return (await database.query<OverdueCount>(text, parameters.values)).rows;
}

/** The unit and the seat that are late with a row, as they are counted. */
export function lateWith({
  unit,
  owner,
  attention,
  due_at,
  late_at,
}: Pick<ListedRow, 'unit' | 'owner' | 'attention' | 'due_at' | 'late_at'>): {
  readonly unit: string | null;
  readonly seat: string;
} {
  if (attention === null || due_at?.getTime() === late_at?.getTime()) return { unit, seat: owner };
  return { unit: attention.slice(0, attention.indexOf('/')), seat: attention };
}
