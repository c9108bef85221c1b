import { Pool, TypeOverrides, types } from 'pg';
import type { Log } from '../process/log.ts';

export interface PoolOptions {
  readonly connectionString: string;
  /** Seen in pg_stat_activity; e.g. `onedoor-commit`. */
  readonly name: string;
  /** Most connections at once. */
  readonly size: number;
  /** A statement that runs longer is cancelled by the server, and given up by us where it does not. */
  readonly statementSeconds?: number;
  /** Server settings of each connection, e.g. `{ enable_seqscan: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Together below 10 s, within which a connection that is half dead (its packets are dropped, nobody hangs up) is
 * replaced: the server cannot cancel what it cannot be reached for, so that we have to give up ourselves.
 */
const STATEMENT_SECONDS = 8;
const SPARE_MS = 1_500;

/** For one statement of a command, which nobody waits behind; what reads all tasks does so page by page. */
export const COMMAND_SECONDS = 60;

/** Whatever server and database say: a 2xx means that it is on disk, and dates are read in one form. */
const OURS = { synchronous_commit: 'on', datestyle: 'ISO', timezone: 'UTC' } as const;

/** How every connection is made. */
export const REACHING = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
} as const;

/** The type number of int8[], which pg has no name for. */
const INT8_ARRAY = 1016;

/** Makes a pool whose lost idle connections are logged instead of ending the process. */
export function createPool(
  { connectionString, name, size, statementSeconds = STATEMENT_SECONDS, settings = {} }: PoolOptions,
  log: Log,
): Pool {
  const pool = new Pool({
    connectionString,
    application_name: name,
    max: size,
    statement_timeout: statementSeconds * 1_000,
    query_timeout: statementSeconds * 1_000 + SPARE_MS,
    // Someone who holds a transaction and does nothing stops vacuum and every feed behind it.
    idle_in_transaction_session_timeout: 15_000,
    ...REACHING,
    types: ourTypes(),
    options: Object.entries({ ...OURS, ...settings })
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
  });
  // A client that is out of the pool has no other listener: of one that is lost the next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => {
    // end() does not wait for the last goodbyes; a server that is stopped right after it is no news.
    if (!pool.ending) log.warn({ error, pool: name }, 'An idle database connection was lost.');
  });
  return pool;
}

/** int8 becomes a number where it is exact, and a date stays text: midnight belongs to no time zone. */
function ourTypes(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, exactInteger);
  overrides.setTypeParser(INT8_ARRAY, exactIntegers);
  overrides.setTypeParser(types.builtins.DATE, (text: string) => text);
  return overrides;
}

function exactInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new Error(`The database answered ${text}, which a JavaScript number cannot hold exactly.`);
}

function exactIntegers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(exactInteger);
}
