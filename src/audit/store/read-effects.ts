import type pg from 'pg';
import type { StoredEffect } from '../history.ts';
import { instantText } from './instant-text.ts';

/** Reads the pending effects of the tasks after one id and up to another. */
export async function readEffects(
  client: pg.ClientBase,
  afterTask: string,
  upToTask: string,
): Promise<readonly StoredEffect[]> {
  const { rows } = await client.query<StoredEffect>({
    name: 'proof-effects',
    text: `SELECT task_id AS "taskId", revision, position, name, params::text AS params, timer_key AS "timerKey",
        ${instantText('due_at')} AS "dueAt"
      FROM effect WHERE task_id > $1 AND task_id <= $2 ORDER BY task_id, revision, position`,
    values: [afterTask, upToTask],
  });
  return rows;
}
