import type pg from 'pg';
import type { KeptAnswer } from '../steps/task.ts';

/** Reads the answer given under an Idempotency-Key, unless it has expired. */
export async function recallAnswer(
  pool: pg.Pool,
  scope: string,
  keyHours: number,
): Promise<KeptAnswer | undefined> {
  const { rows } = await pool.query<KeptAnswer>({
    name: 'recall-answer',
    text: `SELECT encode(scope, 'hex') AS scope, encode(fingerprint, 'hex') AS fingerprint, status, headers, body
      FROM idempotency
      WHERE scope = decode($1, 'hex') AND created_at >= now() - make_interval(hours => $2)`,
    values: [scope, keyHours],
  });
  return rows[0];
}

/**
 * Keeps the answer of a request that made no engine step, for replay; false where the key was taken. With a client that
 * is in a transaction, the answer is kept with whatever that transaction changes.
 */
export async function keepAnswer(
  database: pg.Pool | pg.ClientBase,
  answer: KeptAnswer,
  keyHours: number,
): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'keep-answer',
    text: `INSERT INTO idempotency AS kept (scope, fingerprint, status, headers, body)
      VALUES (decode($1, 'hex'), decode($2, 'hex'), $3, $4, $5)
      ON CONFLICT (scope) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status,
        headers = excluded.headers, body = excluded.body, created_at = now()
        WHERE kept.created_at < now() - make_interval(hours => $6)`,
    values: [
      answer.scope,
      answer.fingerprint,
      answer.status,
      JSON.stringify(answer.headers),
      answer.body,
      keyHours,
    ],
  });
  return rowCount === 1;
}

/** Forgets keys past their time, some at a time. */
export async function forgetAnswers(pool: pg.Pool, keyHours: number, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM idempotency WHERE scope IN (
      SELECT scope FROM idempotency WHERE created_at < now() - make_interval(hours => $1) LIMIT $2)`,
    [keyHours, limit],
  );
  return rowCount ?? 0;
}
