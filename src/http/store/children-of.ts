import type pg from 'pg';

/** Reads the ids of a task's children, oldest first. */
export async function childrenOf(pool: pg.Pool, taskId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'children-of',
    text: 'SELECT id FROM task WHERE parent = $1 ORDER BY created_at, id',
    values: [taskId],
  });
  return rows.map(({ id }) => id);
}
