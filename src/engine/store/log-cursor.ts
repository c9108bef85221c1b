import type pg from 'pg';
import { type LogPosition, readLogEnd } from './read-log-after.ts';

/** Makes the place of a follower that is new: it begins with what commits from now on. */
export async function createCursor(client: Pick<pg.Pool, 'query'>, name: string): Promise<void> {
  const { position, taskId, revision } = await readLogEnd(client);
  await client.query(
    `INSERT INTO log_follower (name, position, task_id, revision) VALUES ($1, $2, $3, $4)
      ON CONFLICT (name) DO NOTHING`,
    [name, position, taskId, revision],
  );
}

/** The place of a follower, held until the transaction ends: of several processes one reads at a time. */
export async function holdCursor(client: pg.ClientBase, name: string): Promise<LogPosition | undefined> {
  const { rows } = await client.query<LogPosition>(
    `SELECT position::text, task_id AS "taskId", revision FROM log_follower WHERE name = $1 FOR UPDATE`,
    [name],
  );
  return rows[0];
}

/** Moves the place of a follower. */
export async function moveCursor(client: pg.ClientBase, name: string, to: LogPosition): Promise<void> {
  await client.query('UPDATE log_follower SET position = $2, task_id = $3, revision = $4 WHERE name = $1', [
    name,
    to.position,
    to.taskId,
    to.revision,
  ]);
}
