import type { StoredMemory } from '../../engine/definition/remembered.ts';
import type { ReadScope } from '../lists/read-scope.ts';
import { scoped } from './lists/conditions.ts';
import type { Database } from './lists/listed-row.ts';
import { createParameters, type SqlValues } from './lists/parameters.ts';

/** The task whose timeline is asked for, and its children. */
export interface TimelineTask extends StoredMemory {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly parent: string | null;
  /** What it remembers; null where its workflow tells nothing from that. */
  readonly context: unknown;
}

/** The columns of a task; the kilobytes that it remembers only for the workflows of a placeholder. */
function timelineTask(remembering: string): string {
  return `task.id, task.number, task.workflow, task.title, task.parent, task.version, task.value,
    CASE WHEN task.workflow = ANY(${remembering}::text[]) THEN task.context END AS context`;
}

/** The task of a timeline; what it remembers comes along for the workflows that tell events from that. */
export async function selectTimelineTask(
  database: Database,
  id: string,
  remembering: readonly string[],
): Promise<TimelineTask | undefined> {
  const { rows } = await database.query<TimelineTask>({
    name: 'timeline-task',
    text: `SELECT ${timelineTask('$2')} FROM task WHERE task.id = $1`,
    values: [id, remembering],
  });
  return rows[0];
}

/** The children of a task within a scope. */
export async function selectChildren(
  database: Database,
  id: string,
  scope: ReadScope,
  remembering: readonly string[],
): Promise<readonly TimelineTask[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const text = `SELECT ${timelineTask(add(remembering))} FROM task
    WHERE task.parent = ${add(id)} AND ${scoped(scope, add)}`;
  return (await database.query<TimelineTask>(text, parameters.values)).rows;
}

/** Position in the order of a timeline. */
export interface EventPosition {
  readonly at: string;
  readonly task: string;
  readonly revision: number;
}

/** An event of the log. */
export interface EventRow {
  readonly task_id: string;
  readonly revision: number;
  readonly event_id: string;
  readonly type: string;
  readonly data: unknown;
  readonly actor: unknown;
  readonly at: Date;
  readonly at_key: string;
  readonly state: string;
  readonly owner: string;
  readonly hash: string;
  /** Hash of the event before; empty before the first. */
  readonly previous: string;
}

/**
 * Events of some tasks, after a position: of one task by revision, which is its order whatever a clock did; of
 * several by the instant they happened.
 */
export async function selectEvents(
  database: Database,
  tasks: readonly string[],
  limit: number,
  after: EventPosition | undefined,
): Promise<readonly EventRow[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const order = (table: string) =>
    tasks.length === 1 ? `${table}.revision` : `${table}.at, ${table}.task_id, ${table}.revision`;
  const text = `SELECT page.*, coalesce(encode(before.hash, 'hex'), '') AS previous
    FROM (SELECT event.task_id, event.revision, event.event_id, event.type, event.data, event.actor, event.at,
        event.at::text AS at_key, event.state, event.owner, encode(event.hash, 'hex') AS hash
      FROM event
      WHERE event.task_id = ANY(${add(tasks)}::uuid[]) ${after === undefined ? '' : beyond(after, tasks, add)}
      ORDER BY ${order('event')} LIMIT ${add(limit)}) AS page
    LEFT JOIN event AS before ON before.task_id = page.task_id AND before.revision = page.revision - 1
    ORDER BY ${order('page')}`;
  return (await database.query<EventRow>(text, parameters.values)).rows;
}

function beyond(after: EventPosition, tasks: readonly string[], add: SqlValues['add']): string {
  if (tasks.length === 1) return `AND event.revision > ${add(after.revision)}::int`;
  return `AND (event.at, event.task_id, event.revision)
    > (${add(after.at)}::timestamptz, ${add(after.task)}::uuid, ${add(after.revision)}::int)`;
}
