import { createQueueBackend } from '../../engine/queue/create-queue-backend.ts';
import { migrate, readMigrationGap } from '../../platform/postgres/migrate.ts';
import { createLog } from '../../platform/process/log.ts';
import { expectNoLaterProgram } from '../opening/expect-schema.ts';
import { expectServer } from '../opening/expect-server.ts';
import { loadOwnSettings } from '../opening/own-settings.ts';
import type { Command } from './command.ts';

/** The step of a deployment that changes tables. */
export const migrateCommand = {
  migrate: {
    zh: '部署步骤：更新数据库表结构；设置来自 onedoor.yaml 和环境变量',
    en: 'bring the tables of the ledger and, without Redis, of the queue up to date',
    options: [],
    run: bringUpToDate,
  },
} as const satisfies Readonly<Record<string, Command>>;

async function bringUpToDate(): Promise<number> {
  const { config } = loadOwnSettings();
  const { redisUrl, databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new Error(
      '未设 DATABASE_URL；内置数据库在启动时自行更新。 DATABASE_URL is not set; the embedded database migrates itself at start.',
    );
  const log = createLog({ level: config.logLevel, role: 'migrate', pretty: process.stderr.isTTY });
  await expectServer(databaseUrl);
  expectNoLaterProgram(await readMigrationGap(databaseUrl));
  await migrate(databaseUrl, log);
  const queue = await createQueueBackend({ redisUrl, databaseUrl });
  await queue.prepare();
  return 0;
}
