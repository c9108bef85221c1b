import { resolve } from 'node:path';
import type pg from 'pg';
import type { QueueBackend } from '../../engine/queue/queue-backend.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { findRunningEmbedded } from '../../platform/postgres/embedded/embedded-running.ts';
import { COMMAND_SECONDS, createPool } from '../../platform/postgres/pool.ts';
import { createLifecycle, type Lifecycle } from '../../platform/process/lifecycle.ts';
import { createLog, type Log } from '../../platform/process/log.ts';
import { openLedger } from '../opening/open-ledger.ts';
import { loadOwnSettings } from '../opening/own-settings.ts';

export interface LedgerAtHand {
  readonly pool: pg.Pool;
  readonly queue: QueueBackend;
  readonly config: Config;
  readonly databaseUrl: string;
  /** Stops what the command opened besides. */
  readonly lifecycle: Lifecycle;
  readonly log: Log;
}

/** Opens the ledger for one command and closes it again; beside a process that runs the embedded one, it joins that. */
export async function withLedger<T>(work: (ledger: LedgerAtHand) => Promise<T>): Promise<T> {
  const { config: given } = loadOwnSettings();
  const running = given.databaseUrl ?? (await findRunningEmbedded(resolve(given.dataDir)));
  const config = running === undefined ? given : { ...given, databaseUrl: running };
  const log = createLog({ level: 'warn', role: 'command', pretty: process.stderr.isTTY });
  const lifecycle = createLifecycle(log);
  try {
    const { databaseUrl, queue } = await openLedger(
      config,
      { migrating: 'only-if-empty', needsQueue: false },
      lifecycle,
      log,
    );
    const pool = createPool(
      { connectionString: databaseUrl, name: 'onedoor-command', size: 4, statementSeconds: COMMAND_SECONDS },
      log,
    );
    lifecycle.onStop('pool', () => pool.end());
    return await work({ pool, queue, config, databaseUrl, lifecycle, log });
  } finally {
    await lifecycle.stop('done');
  }
}
