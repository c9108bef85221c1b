import { DUTY_SEAT } from '../../../vocabulary/seats.ts';
import type { ReadScope } from '../../lists/read-scope.ts';
import { filtered, scoped } from '../lists/conditions.ts';
import { type Database, LISTED, type ListedRow } from '../lists/listed-row.ts';
import { createParameters, type SqlValues } from '../lists/parameters.ts';
import type { DuePosition } from '../lists/select-tasks.ts';
import type { OverdueCount } from './select-overdue.ts';

/** A past moment, and what is asked of it. */
export interface PastSelection {
  /** ISO instant. */
  readonly asOf: string;
  /** Seats that must have answered then; all without them. */
  readonly owners: readonly string[] | undefined;
  /** All where they are undefined. */
  readonly workflows: readonly string[] | undefined;
  /** What the reader may see now. */
  readonly scope: ReadScope;
}

/** The tasks that were open and late at a past moment, the longest late first, as their rows were then. */
export async function selectOverdueAsOf(
  database: Database,
  selection: PastSelection,
  limit: number,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const late = lateThen(selection, add);
  const beyond =
    after === undefined
      ? 'true'
      : `(task.late_at, task.id) > (${add(after.due)}::timestamptz, ${add(after.id)}::uuid)`;
  const text = `SELECT ${LISTED}, task.late_at::text AS late_key FROM (${late}) AS task
    WHERE ${beyond} ORDER BY task.late_at, task.id LIMIT ${add(limit)}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** How many tasks were late at a past moment with each seat that was late with them then. */
export async function countOverdueAsOf(
  database: Database,
  selection: PastSelection,
): Promise<readonly OverdueCount[]> {
  const parameters = createParameters();
  const text = `SELECT coalesce(task.attention, task.owner) AS key, count(*)::float8 AS n, min(task.late_at) AS oldest
    FROM (${lateThen(selection, parameters.add)}) AS task GROUP BY 1 ORDER BY n DESC, 1`;
  return (await database.query<OverdueCount>(text, parameters.values)).rows;
}

/**
 * The rows as the log has them at the moment: state, seat and due date after the last event up to then. Every task that
 * was open then is looked at, however it stands now. What was late by another limit than its due date waited for a
 * decision of the task force; which of its officers had it then, the log does not hold in a column, so it is the duty seat.
 */
function lateThen({ asOf, owners, workflows, scope }: PastSelection, add: SqlValues['add']): string {
  const moment = `${add(asOf)}::timestamptz`;
  const decides = `CASE WHEN last.late_at IS DISTINCT FROM last.due_at THEN ${add(DUTY_SEAT)} END`;
  const seated = owners === undefined ? 'true' : `last.owner = ANY(${add(owners)}::text[])`;
  return `SELECT task.id, task.serial, task.number, task.workflow, last.state, task.title, NULL::text AS unit, last.owner,
      ${decides} AS attention, task.category, task.urgency, last.due_at, last.late_at,
      NULL::text AS held_light, NULL::text AS owner_act, NULL::timestamptz AS owner_by, NULL::text AS attention_act,
      NULL::timestamptz AS attention_by, last.clock, last.revision, task.parent, task.created_at,
      last.at AS updated_at, NULL::timestamptz AS closed_at, last.due_at AS last_due_at, task.record
    FROM task CROSS JOIN LATERAL (SELECT event.state, event.owner, event.due_at,
        coalesce(event.late_at, event.due_at) AS late_at, event.clock, event.revision, event.at FROM event
      WHERE event.task_id = task.id AND event.at <= ${moment} ORDER BY event.revision DESC LIMIT 1) AS last
    WHERE task.created_at <= ${moment} AND (task.closed_at IS NULL OR task.closed_at > ${moment})
      AND ${scoped(scope, add)} AND ${filtered(workflows === undefined ? {} : { workflows }, add)} AND last.late_at < ${moment} AND ${seated}`;
}
