import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { projectRoot } from '../process/project-root.ts';
import { overConnection } from './connection.ts';
import { whyNotMigrated } from './why-not-migrated.ts';

/** Where the numbered SQL files lie; they are read from the source tree, from dist/ too. */
export const MIGRATIONS_FOLDER = join('src', 'platform', 'postgres', 'migrations');

/** A migration may rewrite a large table; one that waits for another's, or for a table in use, does not wait for ever. */
const MIGRATION_MS = 3_600_000;
const LOCK_WAIT = '60s';

/** Where the names of applied migrations are announced; a pino logger fits. */
export interface MigrationLog {
  info(text: string): void;
  warn(text: string): void;
}

/**
 * Applies the migrations that the database lacks, all in one transaction, and returns their names in order.
 * Several processes may call it at once: an advisory lock lets one through at a time.
 */
export async function migrate(connectionString: string, log: MigrationLog): Promise<string[]> {
  const settings = { lock_timeout: LOCK_WAIT };
  const options = { connectionString, name: 'onedoor-migrate', limitMs: MIGRATION_MS, settings };
  return overConnection(options, async (client) => {
    const lastRefusal = rememberRefusals(client);
    const applied = await runner({
      dbClient: client,
      dir: join(projectRoot(), MIGRATIONS_FOLDER),
      ignorePattern: String.raw`(?!.*\.sql$).*`,
      migrationsTable: 'schema_migrations',
      direction: 'up',
      advisoryLockMode: 'wait',
      // The library tells at length of every step; what was applied is all that an operator wants to know.
      logger: {
        debug: () => undefined,
        info: () => undefined,
        warn: log.warn.bind(log),
        error: log.warn.bind(log),
      },
    }).catch((error: unknown) => {
      throw new Error(whyNotMigrated(error, lastRefusal()), { cause: error });
    });
    const names = applied.map((migration) => migration.name);
    for (const name of names) log.info(`Applied migration ${name}.`);
    return names;
  });
}

/** Remembers the server's last refusal: of some the library keeps the text and drops the code (node-pg-migrate 9.0.0). */
function rememberRefusals(client: pg.Client): () => unknown {
  let last: unknown;
  const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown;
  const watched = (...args: readonly unknown[]) => {
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        last = error;
      });
    }
    return answer;
  };
  Object.assign(client, { query: watched });
  return () => last;
}

/** How far a database is from what this program is written for. */
export interface MigrationGap {
  /** Migrations of this program that the database lacks, in order. */
  readonly lacking: readonly string[];
  /** Migrations of the database that this program does not know: it was made by a later one. */
  readonly unknown: readonly string[];
  /** True for a database that nothing has been written to. */
  readonly empty: boolean;
}

/** Compares a database with this program and changes nothing. */
export async function readMigrationGap(connectionString: string): Promise<MigrationGap> {
  const files = await readdir(join(projectRoot(), MIGRATIONS_FOLDER));
  const known = files.filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -'.sql'.length));
  const applied = await readApplied(connectionString);
  return {
    lacking: known.filter((name) => !applied.includes(name)).toSorted(),
    unknown: applied.filter((name) => !known.includes(name)).toSorted(),
    empty: applied.length === 0,
  };
}

async function readApplied(connectionString: string): Promise<readonly string[]> {
  const options = { connectionString, name: 'onedoor-start', limitMs: 10_000 };
  return overConnection(options, async (client) => {
    const { rows: found } = await client.query("SELECT to_regclass('schema_migrations') AS is_there");
    if (found[0]?.is_there === null) return [];
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
    return rows.map(({ name }) => name);
  });
}
