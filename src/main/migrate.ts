import { createQueueBackend } from '../engine/queue/create-queue-backend.ts';
import { migrate, readMigrationGap } from '../platform/postgres/migrate.ts';
import { commandLineOf } from '../platform/process/command-line.ts';
import { createLog } from '../platform/process/log.ts';
import { expectNoLaterProgram } from './opening/expect-schema.ts';
import { expectServer } from './opening/expect-server.ts';
import { loadOwnSettings } from './opening/own-settings.ts';
import { tellFailure } from './tell-failure.ts';

commandLineOf(
  {
    name: 'onedoor migrate',
    zh: '部署步骤：更新数据库表结构；设置来自 onedoor.yaml 和环境变量',
    en: 'brings the tables of the ledger and, without Redis, of the queue up to date',
    options: {},
  },
  () => undefined,
);
const { config } = loadOwnSettings();
const log = createLog({ level: config.logLevel, role: 'migrate', pretty: process.stderr.isTTY });
if (config.databaseUrl === undefined) {
  process.stderr.write(
    'onedoor migrate: DATABASE_URL is not set; the embedded database migrates itself at start.\n',
  );
  process.exit(1);
}
try {
  await expectServer(config.databaseUrl);
  expectNoLaterProgram(await readMigrationGap(config.databaseUrl));
  await migrate(config.databaseUrl, log);
  const { redisUrl, databaseUrl } = config;
  const queue = await createQueueBackend({ redisUrl, databaseUrl });
  await queue.prepare();
} catch (error) {
  process.stderr.write(`onedoor migrate: ${tellFailure(error)}\n`);
  process.exitCode = 1;
}
