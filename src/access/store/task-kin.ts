import type pg from 'pg';

/** Reads who handed a task in: the actor of its first event. */
export async function submitterOf(pool: pg.Pool, taskId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ principal: string }>({
    name: 'submitter-of',
    text: `SELECT actor ->> 'principal' AS principal FROM event WHERE task_id = $1 AND revision = 1`,
    values: [taskId],
  });
  return rows[0]?.principal;
}

/** Whether one of the seats answers for a child of the task. */
export async function hasChildOwnedBy(
  pool: pg.Pool,
  taskId: string,
  seats: readonly string[],
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'has-child-owned-by',
    text: 'SELECT 1 FROM task WHERE parent = $1 AND owner = ANY($2) LIMIT 1',
    values: [taskId, seats],
  });
  return rowCount === 1;
}

/** Whether a seat, or one of a unit, answered for the task at any time. */
export async function wasOwnedBy(
  pool: pg.Pool,
  taskId: string,
  units: readonly string[],
  seats: readonly string[],
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'was-owned-by',
    text: `SELECT 1 FROM event WHERE task_id = $1
      AND (owner = ANY($2::text[]) OR split_part(owner, '/', 1) = ANY($3::text[])) LIMIT 1`,
    values: [taskId, seats, units],
  });
  return rowCount === 1;
}
