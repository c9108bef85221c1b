import type pg from 'pg';

/** Work that should have been done by now, the longest waiting. */
export interface UndoneWork {
  /** Names the effect, so that two looks can tell whether it is still the same one. */
  readonly key: string;
  /** Since it should have been done. */
  readonly seconds: number;
}

/**
 * Finds the oldest work that nobody has tried: rung for and not done, or not even rung for, as when no worker is there.
 * Work that failed and waits for another attempt is not meant.
 */
export async function findOldestUndone(pool: pg.Pool): Promise<UndoneWork | undefined> {
  const { rows } = await pool.query<UndoneWork>({
    name: 'find-oldest-undone',
    text: `WITH rung AS MATERIALIZED (
        SELECT task_id, revision, position, due_at FROM effect
        WHERE parked_at IS NULL AND rings > 0 AND attempts = 0 AND (due_at IS NULL OR due_at <= now()) LIMIT 1000
      ), unheard AS MATERIALIZED (
        SELECT task_id, revision, position, due_at FROM effect
        WHERE parked_at IS NULL AND ring_at <= now() AND attempts = 0 ORDER BY ring_at LIMIT 1
      ), waiting AS (
        SELECT w.task_id, w.revision, w.position, coalesce(w.due_at, event.at) AS since
        FROM (SELECT * FROM rung UNION SELECT * FROM unheard) w JOIN event USING (task_id, revision)
      )
      SELECT concat_ws('/', task_id, revision, position) AS key,
        extract(epoch FROM now() - since)::float8 AS seconds
      FROM waiting ORDER BY since LIMIT 1`,
  });
  return rows[0];
}
