import type pg from 'pg';
import type { StoredEvent } from '../history.ts';
import { instantText } from './instant-text.ts';

/** Where reading goes on: after this event, up to this task. */
export interface EventRange {
  readonly afterTask: string;
  readonly afterRevision: number;
  readonly upToTask: string;
}

/** Reads events in the order of their tasks and revisions, json as the very text that was hashed. */
export async function readEvents(
  client: pg.ClientBase,
  { afterTask, afterRevision, upToTask }: EventRange,
  limit: number,
): Promise<readonly StoredEvent[]> {
  const { rows } = await client.query<StoredEvent>({
    name: 'proof-events',
    text: `SELECT task_id AS "taskId", revision, event_id AS "eventId", type, data::text AS data, actor::text AS actor,
        ${instantText('at')} AS at, version, state, owner, encode(hash, 'hex') AS hash, clock,
        ${instantText('due_at')} AS "dueAt", ${instantText('late_at')} AS "lateAt"
      FROM event WHERE (task_id, revision) > ($1, $2) AND task_id <= $3 ORDER BY task_id, revision LIMIT $4`,
    values: [afterTask, afterRevision, upToTask, limit],
  });
  return rows;
}
