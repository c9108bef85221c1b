import type pg from 'pg';
import type { StoredTask } from '../history.ts';
import { instantText } from './instant-text.ts';

/** Reads task rows in id order after an id. */
export async function readTasks(
  client: pg.ClientBase,
  afterId: string,
  limit: number,
): Promise<readonly StoredTask[]> {
  const { rows } = await client.query<StoredTask>({
    name: 'proof-tasks',
    text: `SELECT id, workflow, version, revision, value::text AS value, state, context::text AS context, owner,
        attention, unit, title, category, urgency, ${instantText('due_at')} AS "dueAt", clock,
        owner_act AS "ownerAct", ${instantText('owner_by')} AS "ownerBy", attention_act AS "attentionAct",
        ${instantText('attention_by')} AS "attentionBy", ${instantText('late_at')} AS "lateAt", held_light AS "heldLight",
        projected IS NOT NULL AS projected, parent,
        ${instantText('created_at')} AS "createdAt", ${instantText('updated_at')} AS "updatedAt",
        ${instantText('closed_at')} AS "closedAt", encode(head, 'hex') AS head
      FROM task WHERE id > $1 ORDER BY id LIMIT $2`,
    values: [afterId, limit],
  });
  return rows;
}
