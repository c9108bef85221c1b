import type pg from 'pg';
import type { PastEvent } from '../writing/unseen.ts';

type Row = Omit<PastEvent, 'at' | 'dueAt'> & { readonly at: Date; readonly due_at: Date | null };

/** The log of a task from a revision on, that one included, at most so many events. */
export async function readLogSince(
  pool: pg.Pool,
  taskId: string,
  revision: number,
  limit: number,
): Promise<readonly PastEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'read-log-since',
    text: `SELECT revision, type, actor ->> 'principal' AS principal, actor ->> 'name' AS name, at, due_at, state, owner
      FROM event WHERE task_id = $1 AND revision >= $2 ORDER BY revision LIMIT $3`,
    values: [taskId, revision, limit],
  });
  return rows.map(({ at, due_at, ...same }) => ({
    ...same,
    at: at.toISOString(),
    dueAt: due_at?.toISOString() ?? null,
  }));
}
