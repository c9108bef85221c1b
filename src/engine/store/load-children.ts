import type pg from 'pg';

/** Reads the ids of the children of tasks, oldest first; tasks without children are missing from the answer. */
export async function loadChildren(
  pool: pg.Pool,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await pool.query<{ parent: string; children: string[] }>({
    name: 'load-children',
    text: `SELECT parent, array_agg(id ORDER BY created_at, id) AS children FROM task
      WHERE parent = ANY($1::uuid[]) GROUP BY parent`,
    values: [taskIds],
  });
  return new Map(rows.map(({ parent, children }) => [parent, children]));
}
