import type pg from 'pg';

/** Reads, by task, the event types that its armed timers will send. */
export async function loadArmedTimers(
  pool: pg.Pool,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await pool.query<{ taskId: string; events: string[] }>(
    `SELECT task_id AS "taskId", array_agg(params->>'event' ORDER BY revision, position) AS events
    FROM effect WHERE task_id = ANY($1::uuid[]) AND timer_key IS NOT NULL GROUP BY task_id`,
    [taskIds],
  );
  return new Map(rows.map((row) => [row.taskId, row.events]));
}
