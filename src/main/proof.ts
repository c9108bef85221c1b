import { join, resolve } from 'node:path';
import type pg from 'pg';
import { workflows } from '../../workflows/index.ts';
import { printReport } from '../audit/print-report.ts';
import { proveAll } from '../audit/proof.ts';
import { reportOf } from '../audit/proof-report.ts';
import { readAnchors } from '../audit/read-anchors.ts';
import { loadDirectory } from '../directory/files/load-directory.ts';
import { readTaxonomy } from '../directory/files/taxonomy.ts';
import { readDirectory } from '../directory/store/read-directory.ts';
import { findRunningEmbedded } from '../platform/postgres/embedded/embedded-running.ts';
import { COMMAND_SECONDS, createPool } from '../platform/postgres/pool.ts';
import { commandLineOf, JSON_OPTION } from '../platform/process/command-line.ts';
import { createLog } from '../platform/process/log.ts';
import { projectRoot } from '../platform/process/project-root.ts';
import { withLedger } from './commands/with-ledger.ts';
import { calendarAtHand } from './opening/calendar-at-hand.ts';
import { expectSchema } from './opening/expect-schema.ts';
import { expectServer } from './opening/expect-server.ts';
import { loadOwnSettings } from './opening/own-settings.ts';
import { tellFailure } from './tell-failure.ts';

/** Exit code 0 where the history holds, 1 where it does not, 2 where it could not be read. */
const asked = commandLineOf(
  {
    name: 'npm run proof --',
    zh: '验证全部留痕，给出第一个反例',
    en: 'verifies the whole history and prints the first counter-example',
    options: {
      json: JSON_OPTION,
      chain: { type: 'boolean', default: false, zh: '只验证哈希链', en: 'only the hash chains' },
      anchors: {
        type: 'string',
        value: 'FILE',
        zh: '与此前导出的链头比对',
        en: 'hold the chains against heads that were exported before',
      },
    },
  },
  ({ values }) => values,
);

const { config } = loadOwnSettings();

async function prove(pool: pg.Pool): Promise<number> {
  const taxonomy = readTaxonomy(join(projectRoot(), 'config', 'taxonomy.json'));
  const directory = (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), taxonomy);
  const startedAt = performance.now();
  const proof = await proveAll(pool, workflows, directory, {
    now: Date.now,
    calendar: await calendarAtHand(pool, config),
    chainOnly: asked.chain,
    anchors: asked.anchors === undefined ? [] : await readAnchors(asked.anchors),
    onProgress: ({ tasks, events, violations }) => {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K  任务 ${tasks} · 事件 ${events} · 反例 ${violations}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const report = reportOf(proof, (performance.now() - startedAt) / 1_000);
  process.stdout.write(`${asked.json ? JSON.stringify(report) : printReport(report)}\n`);
  return proof.holds ? 0 : 1;
}

/** A running database is only read: nothing is migrated, no queue is asked for. */
async function proveRunning(connectionString: string): Promise<number> {
  await expectServer(connectionString);
  await expectSchema(connectionString);
  const log = createLog({ level: 'warn', role: 'proof', pretty: process.stderr.isTTY });
  const pool = createPool(
    { connectionString, name: 'onedoor-proof', size: 1, statementSeconds: COMMAND_SECONDS },
    log,
  );
  try {
    return await prove(pool);
  } finally {
    await pool.end();
  }
}

try {
  const running = config.databaseUrl ?? (await findRunningEmbedded(resolve(config.dataDir)));
  process.exitCode =
    running === undefined ? await withLedger(({ pool }) => prove(pool)) : await proveRunning(running);
} catch (error) {
  process.stderr.write(`onedoor proof: ${tellFailure(error)}\n`);
  process.exitCode = 2;
}
