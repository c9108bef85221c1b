import { resolve } from 'node:path';
import { createQueueBackend } from '../../engine/queue/create-queue-backend.ts';
import { QueueAway, type QueueBackend } from '../../engine/queue/queue-backend.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { startEmbeddedPostgres } from '../../platform/postgres/embedded/embedded.ts';
import { migrate, readMigrationGap } from '../../platform/postgres/migrate.ts';
import type { Lifecycle } from '../../platform/process/lifecycle.ts';
import type { Log } from '../../platform/process/log.ts';
import { expectNoLaterProgram, expectSchema } from './expect-schema.ts';
import { expectServer } from './expect-server.ts';

export interface Ledger {
  readonly databaseUrl: string;
  readonly queue: QueueBackend;
  readonly embedded: boolean;
}

/** What the opener of the ledger may do, and cannot do without. */
export interface LedgerTerms {
  /** What may be done about tables that are not up to date. */
  readonly migrating: 'apply' | 'only-if-empty';
  readonly needsQueue: boolean;
}

/**
 * Opens the database that is configured, or starts the embedded one, and checks the queue. Tables are brought up to
 * date, or expected to be: a command that looks at a database leaves it as it is.
 */
export async function openLedger(
  config: Config,
  terms: LedgerTerms,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Ledger> {
  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(config, lifecycle, log));
  if (config.databaseUrl !== undefined) {
    const { synchronousCommit } = await expectServer(databaseUrl);
    if (['off', 'local'].includes(synchronousCommit)) {
      log.warn(
        { synchronousCommit },
        'The server would answer before commits are safe; onedoor sets it on for itself.',
      );
    }
  }
  const gap = await readMigrationGap(databaseUrl);
  expectNoLaterProgram(gap);
  if (terms.migrating === 'apply' || (gap.empty && config.databaseUrl === undefined))
    await migrate(databaseUrl, log);
  else await expectSchema(databaseUrl);
  const queue = await createQueueBackend({ redisUrl: config.redisUrl, databaseUrl });
  await queue.prepare().catch((error: unknown) => {
    if (terms.needsQueue || !(error instanceof QueueAway)) throw error;
    log.warn({ error }, 'The queue is away. Requests are taken; work waits in the ledger until it is back.');
  });
  return { databaseUrl, queue, embedded: config.databaseUrl === undefined };
}

async function startOwnDatabase(config: Config, lifecycle: Lifecycle, log: Log): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: resolve(config.dataDir), log });
  lifecycle.onStop('embedded PostgreSQL', () => postgres.stop());
  // A process without its database would only spin on errors: it says so and ends.
  void postgres.died.then((reason) => {
    if (lifecycle.isStopping()) return;
    log.fatal(
      { reason },
      'The embedded PostgreSQL ended; this process ends too. Start it again to go on where it was.',
    );
    process.exit(1);
  });
  return postgres.connectionString;
}
