import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printReport } from '../demo/print-report.ts';
import { type DemoKey, runDemo } from '../demo/run-demo.ts';
import { configSchema } from '../platform/config/config-schema.ts';
import { commandLineOf, JSON_OPTION } from '../platform/process/command-line.ts';
import { createLog } from '../platform/process/log.ts';
import { projectRoot } from '../platform/process/project-root.ts';
import { forgetForeignSettings } from './opening/own-settings.ts';
import { startProcess } from './start-process.ts';

const json = commandLineOf(
  {
    name: 'npm run demo --',
    zh: '从空库到销号的全程演示',
    en: 'the main job on real input, from an empty database to the last strike-off',
    options: {
      json: JSON_OPTION,
    },
  },
  ({ values }) => values.json,
);
forgetForeignSettings(process.env);
const dataDir = await mkdtemp(join(tmpdir(), 'onedoor-demo-'));
const log = createLog({ level: 'warn', role: 'demo', pretty: process.stderr.isTTY });
const config = configSchema.parse({ port: 0, dataDir });
say('启动内置 PostgreSQL 与队列 Starting the embedded PostgreSQL and queue …\n');
const { door, lifecycle } = await startProcess('all', config, log);
try {
  if (door?.keysFile === undefined) throw new Error('The process has no door, or no keys to it.');
  const ledger = await readFile(join(projectRoot(), 'config', 'samples', 'ledger-sample.csv'), 'utf8');
  const keys = JSON.parse(await readFile(door.keysFile, 'utf8')) as { readonly keys: readonly DemoKey[] };
  say(`接口 HTTP ${door.url}；导入台账 importing the county ledger …\n`);
  const report = await runDemo({ baseUrl: door.url, keys: keys.keys, ledger, onProgress: createProgress() });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${printReport(report)}\n`);
} catch (error) {
  process.stderr.write(`onedoor demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await lifecycle.stop('the demonstration is over');
  await rm(dataDir, { recursive: true, force: true });
}

/** Progress goes to standard error, so that standard output holds the result alone. */
function say(text: string): void {
  process.stderr.write(text);
}

/** Shows counts by state: one line that is rewritten on a terminal, else a line for each change. */
function createProgress(): (counts: ReadonlyMap<string, number>) => void {
  let last = '';
  return (counts) => {
    const line = [...counts].map(([state, n]) => `${state} ${n}`).join(' · ');
    if (line === last) return;
    last = line;
    say(process.stderr.isTTY ? `\r\u001b[K  ${line}` : `  ${line}\n`);
  };
}
