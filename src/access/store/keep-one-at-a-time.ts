import type pg from 'pg';

/** Waits until nobody else keeps evaluation keys of this ledger; until the transaction ends nobody else does. */
export async function keepOneAtATime(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('evaluation keys'))");
}
