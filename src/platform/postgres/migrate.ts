import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { projectRoot } from '../project-root.ts';

/** Where the numbered SQL files lie; they are read from the source tree, from dist/ too. */
export const MIGRATIONS_FOLDER = join('src', 'platform', 'postgres', 'migrations');

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
  const client = new Client({ connectionString, application_name: 'onedoor-migrate' });
  await client.connect();
  try {
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
    });
    const names = applied.map((migration) => migration.name);
    for (const name of names) log.info(`Applied migration ${name}.`);
    return names;
  } finally {
    await client.end();
  }
}
