import { Pool, TypeOverrides, types } from 'pg';
import type { Log } from '../log.ts';

export interface PoolOptions {
  readonly connectionString: string;
  /** Seen in pg_stat_activity; e.g. `onedoor-commit`. */
  readonly name: string;
  /** Most connections at once. */
  readonly size: number;
  /** A statement that runs longer is cancelled by the server; 0 sets no limit. */
  readonly statementSeconds?: number;
  /** Server settings of each connection, e.g. `{ enable_seqscan: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The type number of int8[], which pg has no name for. */
const INT8_ARRAY = 1016;

/** Makes a pool whose lost idle connections are logged instead of ending the process. */
export function createPool(
  { connectionString, name, size, statementSeconds = 10, settings = {} }: PoolOptions,
  log: Log,
): Pool {
  const pool = new Pool({
    connectionString,
    application_name: name,
    max: size,
    statement_timeout: statementSeconds * 1_000,
    // Someone who holds a transaction and does nothing stops vacuum and every feed behind it.
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: ourTypes(),
    options: Object.entries(settings)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
  });
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
