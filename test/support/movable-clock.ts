import { Client } from 'pg';
import type { Clock } from '../../src/platform/clock.ts';

/** A clock that only a test moves, the same for a database and every process that works on it. */
export interface MovableClock {
  readonly now: Clock;
  /** Sets it to an ISO instant. */
  set(instant: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives a database a clock that stands still at an ISO instant: sessions opened from now on find another `now()` before
 * the server's own.
 */
export async function movableClock(connectionString: string, start: string): Promise<MovableClock> {
  const client = new Client({ connectionString, application_name: 'movable-clock' });
  await client.connect();
  await client.query(`CREATE SCHEMA moved;
    CREATE TABLE moved.clock (at timestamptz NOT NULL);
    CREATE FUNCTION moved.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM moved.clock'`);
  await client.query('INSERT INTO moved.clock VALUES ($1)', [start]);
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`ALTER DATABASE ${rows[0]?.name} SET search_path = moved, pg_catalog, public`);
  let ms = Date.parse(start);
  return {
    now: () => ms,
    async set(instant) {
      await client.query('UPDATE moved.clock SET at = $1', [instant]);
      ms = Date.parse(instant);
    },
    close: () => client.end(),
  };
}
