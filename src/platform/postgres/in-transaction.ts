import type pg from 'pg';
import { isUnanswered } from '../outage.ts';

/** Runs work in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await letGo(client, error);
    throw error;
  }
}

/** Rolls back where the server answered with an error; a connection that did not answer is thrown away at once. */
async function letGo(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isUnanswered(error)) {
    client.release(true);
    return;
  }
  // A connection on which even ROLLBACK fails is thrown away by the pool; the first error is the one to tell.
  await client.query('ROLLBACK').then(
    () => client.release(),
    () => client.release(true),
  );
}
