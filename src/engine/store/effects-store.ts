import type pg from 'pg';
import type { EffectKey } from '../steps/task.ts';

/** An effect that may be handled now. */
export interface PendingEffect extends EffectKey {
  readonly name: string;
  readonly params: unknown;
  readonly timerKey: string | null;
  readonly attempts: number;
}

/** Reads the effects of tasks that may be handled at an ISO instant, in the order in which their steps made them. */
export async function loadPendingEffects(
  pool: pg.Pool,
  taskIds: readonly string[],
  at: string,
): Promise<readonly PendingEffect[]> {
  const { rows } = await pool.query<PendingEffect>({
    name: 'load-pending-effects',
    // Apart, so that a plan made while the table was small cannot find "not parked" by walking the index of all doorbells.
    text: `WITH own AS MATERIALIZED (SELECT * FROM effect WHERE task_id = ANY($1::uuid[]))
      SELECT task_id AS "taskId", revision, position, name, params, timer_key AS "timerKey", attempts FROM own
      WHERE parked_at IS NULL AND (due_at IS NULL OR due_at <= $2)
      ORDER BY task_id, revision, position`,
    values: [taskIds, at],
  });
  return rows;
}

/** Removes effects that have nothing left to do, e.g. timers whose states were left. */
export async function settleEffects(pool: pg.Pool, keys: readonly EffectKey[]): Promise<void> {
  await pool.query({
    name: 'settle-effects',
    // Locked in one order, as the commits do; the ids are given apart so that no plan walks the table.
    text: `WITH held AS MATERIALIZED (
        SELECT task_id, revision, position FROM effect
        JOIN unnest($1::uuid[], $2::int4[], $3::int2[]) AS key(task_id, revision, position)
          USING (task_id, revision, position)
        WHERE effect.task_id = ANY($1::uuid[])
        ORDER BY task_id, revision, position FOR UPDATE OF effect
      )
      DELETE FROM effect USING held WHERE effect.task_id = ANY($1::uuid[])
        AND effect.task_id = held.task_id AND effect.revision = held.revision AND effect.position = held.position`,
    values: [
      keys.map(({ taskId }) => taskId),
      keys.map(({ revision }) => revision),
      keys.map(({ position }) => position),
    ],
  });
}

/** Has an effect rung again within so many seconds; no attempt is counted. */
export async function ringWithin(pool: pg.Pool, key: EffectKey, seconds: number): Promise<void> {
  await pool.query({
    name: 'ring-within',
    text: `UPDATE effect SET ring_at = least(ring_at, now() + make_interval(secs => $4))
      WHERE task_id = $1 AND revision = $2 AND position = $3`,
    values: [key.taskId, key.revision, key.position, seconds],
  });
}

/** Records a failed attempt: rung again after a pause, or parked for good when the attempts are used up. */
export async function recordFailedAttempt(
  pool: pg.Pool,
  key: EffectKey,
  failure: {
    readonly error: string;
    readonly retrySeconds: number;
    readonly maxAttempts: number;
    /** ISO instant. */
    readonly at: string;
  },
): Promise<{ readonly attempts: number; readonly parked: boolean } | undefined> {
  const { rows } = await pool.query<{ attempts: number; parked: boolean }>({
    name: 'record-failed-attempt',
    text: `UPDATE effect SET attempts = attempts + 1, last_error = $4, ring_at = least(now(), $7::timestamptz) + make_interval(secs => $5),
        parked_at = CASE WHEN attempts + 1 >= $6 THEN now() END
      WHERE task_id = $1 AND revision = $2 AND position = $3
      RETURNING attempts, parked_at IS NOT NULL AS parked`,
    values: [
      key.taskId,
      key.revision,
      key.position,
      failure.error,
      failure.retrySeconds,
      failure.maxAttempts,
      failure.at,
    ],
  });
  return rows[0];
}

export interface RungTask {
  readonly taskId: string;
  /** True where the doorbell had been rung before and nobody did the work: the queue lost it, or is behind. */
  readonly again: boolean;
}

/** Pauses between the doorbells of one effect. */
export interface RingPauses {
  /** After the first doorbell; doubled with each. */
  readonly firstSeconds: number;
  readonly mostSeconds: number;
}

/**
 * Takes the effects whose bell must ring at an ISO instant of the clock by which events are stamped, and sets the next time.
 * Timers come here when due, lost doorbells when their time is up.
 */
export async function takeRingable(
  pool: pg.Pool,
  limit: number,
  { firstSeconds, mostSeconds }: RingPauses,
  at: string,
): Promise<readonly RungTask[]> {
  const { rows } = await pool.query<RungTask>({
    name: 'take-ringable',
    text: `UPDATE effect SET rings = rings + 1,
        ring_at = $3::timestamptz + make_interval(secs => least($4, $2 * 2 ^ least(rings, 10)))
      WHERE (task_id, revision, position) IN (
        SELECT task_id, revision, position FROM effect WHERE parked_at IS NULL AND ring_at <= $3::timestamptz
        ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING task_id AS "taskId", (due_at IS NULL OR rings > 1) AS again`,
    values: [limit, firstSeconds, at, mostSeconds],
  });
  return rows;
}

export interface Backlog {
  readonly pending: number;
  readonly parked: number;
  /** Seconds since the oldest effect became due; 0 where none waits. */
  readonly oldestSeconds: number;
}

/** Measures what waits, also what nobody ever rang for since no worker is there: the figure that tells a working worker from one that is merely up. */
export async function measureBacklog(pool: pg.Pool): Promise<Backlog> {
  const { rows } = await pool.query<Backlog>(
    `SELECT count(*) FILTER (WHERE parked_at IS NULL)::int AS pending,
      count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
      coalesce(max(extract(epoch FROM now() - coalesce(due_at, e.at))) FILTER (WHERE parked_at IS NULL), 0)::float8
        AS "oldestSeconds"
    FROM (
      SELECT effect.*, event.at FROM effect JOIN event USING (task_id, revision)
      WHERE effect.parked_at IS NOT NULL OR effect.ring_at <= now() - interval '2 seconds'
        OR (effect.rings > 0 AND (effect.due_at IS NULL OR effect.due_at <= now()))
      LIMIT 10000
    ) e`,
  );
  return rows[0] ?? { pending: 0, parked: 0, oldestSeconds: 0 };
}

/** An effect that used up its attempts, for operators. */
export interface ParkedEffect extends EffectKey {
  readonly name: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly parkedAt: string;
}

/** Lists the effects that used up their attempts, newest first. */
export async function listParkedEffects(pool: pg.Pool, limit: number): Promise<readonly ParkedEffect[]> {
  const { rows } = await pool.query<ParkedEffect & { parkedAt: Date | string }>(
    `SELECT task_id AS "taskId", revision, position, name, attempts, last_error AS "lastError", parked_at AS "parkedAt"
    FROM effect WHERE parked_at IS NOT NULL ORDER BY parked_at DESC LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, parkedAt: new Date(row.parkedAt).toISOString() }));
}

/** Gives parked effects of a task another round of attempts, after what ailed them was mended. */
export async function unparkEffects(pool: pg.Pool, taskId: string): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE effect SET parked_at = NULL, attempts = 0, ring_at = now() WHERE task_id = $1 AND parked_at IS NOT NULL`,
    [taskId],
  );
  return rowCount ?? 0;
}
