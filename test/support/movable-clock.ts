import { Client } from 'pg';
import type { Clock } from '../../src/platform/clock.ts';

/** Where clocks begin unless a test wants another: a Wednesday at nine, in a year whose calendar is announced. */
export const WORKDAY_MORNING = '2026-11-25T01:00:00.000Z';

/** A clock that a test hands in, the same for a database and every process that works on it. */
export interface MovableClock {
  readonly now: Clock;
  /** Sets it to an ISO instant. */
  set(instant: string): Promise<void>;
  close(): Promise<void>;
}

export interface ClockTerms {
  /** Whether it goes on by itself from where it is set; otherwise it stands still there. */
  readonly runs?: boolean;
}

/** The server's own clock must not be asked: neither by statements nor by what columns hold when nothing is said. */
const TAKE_OVER = `DO $$
  DECLARE found record;
  BEGIN
    FOR found IN SELECT adrelid::regclass AS relation, attname AS name FROM pg_attrdef
      JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE pg_get_expr(adbin, adrelid) = 'now()'
    LOOP
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT moved.now()', found.relation, found.name);
    END LOOP;
  END $$`;

/** A clock that stands is moved often: in a table, so that statements need no new plan each time. */
const STANDS = `CREATE TABLE moved.clock (at timestamptz NOT NULL);
  INSERT INTO moved.clock VALUES ('epoch');
  ${functionsThat('SELECT at FROM moved.clock', 'SELECT at FROM moved.clock')}`;

/** A clock that runs is hardly ever moved: text that the planner can put in place, which costs next to nothing. */
function runsAheadBy(ms: number): string {
  const shift = `interval ''${ms} milliseconds''`;
  return functionsThat(
    `SELECT pg_catalog.now() + ${shift}`,
    `SELECT pg_catalog.clock_timestamp() + ${shift}`,
  );
}

function functionsThat(now: string, clockTimestamp: string): string {
  return `CREATE OR REPLACE FUNCTION moved.now() RETURNS timestamptz LANGUAGE sql STABLE AS '${now}';
    CREATE OR REPLACE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
      AS '${clockTimestamp}';`;
}

/**
 * Gives a database a clock that shows an ISO instant: sessions opened from now on find another `now()` before the
 * server's own.
 */
export async function movableClock(
  connectionString: string,
  start: string,
  { runs = false }: ClockTerms = {},
): Promise<MovableClock> {
  const client = new Client({ connectionString, application_name: 'movable-clock' });
  await client.connect();
  await client.query('CREATE SCHEMA moved');
  const clock = runs ? running(client) : await standing(client);
  await clock.set(start);
  await client.query(TAKE_OVER);
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`ALTER DATABASE ${rows[0]?.name} SET search_path = moved, pg_catalog, public`);
  return { ...clock, close: () => client.end() };
}

async function standing(client: Client): Promise<Pick<MovableClock, 'now' | 'set'>> {
  await client.query(STANDS);
  let ms = 0;
  return {
    now: () => ms,
    async set(instant) {
      await client.query('UPDATE moved.clock SET at = $1', [instant]);
      ms = Date.parse(instant);
    },
  };
}

function running(client: Client): Pick<MovableClock, 'now' | 'set'> {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    async set(instant) {
      const ahead = Date.parse(instant) - Date.now();
      await client.query(runsAheadBy(ahead));
      aheadMs = ahead;
    },
  };
}
