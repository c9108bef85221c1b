import type pg from 'pg';
import { readEvents } from '../../src/audit/store/read-events.ts';
import { CHAIN_START, chainHash } from '../../src/engine/steps/chain.ts';

const TABLES = ['task', 'event', 'effect', 'tenure', 'seat', 'person', 'absence', 'delegation'];

/** Keeps a copy of every table that tests damage. */
export async function keepCopies(pool: pg.Pool): Promise<void> {
  for (const table of TABLES) await pool.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  // The one constraint that stands in a tamperer's way and is no trigger; whoever may tamper may drop it.
  await pool.query('ALTER TABLE event DROP CONSTRAINT event_owner_check');
}

/** Runs a change as a superuser who switched the triggers off, as somebody with the database's password would. */
export async function tamper(
  pool: pg.Pool,
  change: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await change(client);
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}

/** Puts everything back as it was kept. */
export async function restoreCopies(pool: pg.Pool): Promise<void> {
  await tamper(pool, async (client) => {
    for (const table of TABLES) {
      await client.query(`DELETE FROM ${table}`);
      await client.query(`INSERT INTO ${table} TABLE kept_${table}`);
    }
  });
}

/** Computes the chain of a task anew over whatever its rows say now, head included, as a careful forger would. */
export async function forgeChain(client: pg.PoolClient, taskId: string): Promise<void> {
  const range = { afterTask: taskId, afterRevision: 0, upToTask: taskId };
  const events = await readEvents(client, range, 1_000);
  let head = CHAIN_START;
  for (const event of events) {
    head = chainHash(head, event);
    await client.query(`UPDATE event SET hash = decode($3, 'hex') WHERE task_id = $1 AND revision = $2`, [
      taskId,
      event.revision,
      head,
    ]);
  }
  await client.query(`UPDATE task SET head = decode($2, 'hex') WHERE id = $1`, [taskId, head]);
}
