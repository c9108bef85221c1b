import type pg from 'pg';

/** On which other processes hear that a precedent was withdrawn. */
export const PRECEDENT_CHANNEL = 'onedoor_precedents';

/** A precedent withdrawn: which event set it, who withdrew it, when (ISO instant) and why. */
export interface Withdrawal {
  readonly taskId: string;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Withdraws a precedent in a transaction; false where it was withdrawn before. */
export async function withdrawPrecedent(
  client: pg.ClientBase,
  { taskId, revision, by, at, reason }: Withdrawal,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO precedent_withdrawal (task_id, revision, at, withdrawn_by, reason)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (task_id, revision) DO NOTHING`,
    [taskId, revision, at, by, reason],
  );
  if (rowCount !== 1) return false;
  await client.query('SELECT pg_notify($1, $2)', [PRECEDENT_CHANNEL, `${taskId}/${revision}`]);
  return true;
}
