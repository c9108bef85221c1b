import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { runProgram } from '../../../src/platform/process/run-program.ts';
import { startTestCluster, type TestCluster } from '../../support/cluster.ts';
import { eventually } from '../../support/eventually.ts';
import { type Program, startProgram } from '../../support/program.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

let cluster: TestCluster;
let folder: string;
let running: Program | undefined;

beforeEach(async () => {
  cluster = await startTestCluster();
  folder = await scratchFolder();
});
afterEach(async () => {
  await running?.dispose();
  await cluster.stop();
  await removeScratch(folder);
});

const env = (dataDir: string) => ({
  DATABASE_URL: cluster.connectionString,
  ONEDOOR_DATA_DIR: dataDir,
  ONEDOOR_EVALUATION_KEYS: 'true',
  ONEDOOR_LOG_LEVEL: 'info',
  PORT: '0',
});

async function inServer(...statements: readonly string[]): Promise<void> {
  const client = new Client({
    connectionString: cluster.connectionString.replace('/onedoor?', '/postgres?'),
  });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Starts a door, registers tasks through it, and stops it; answers the numbers that were given out. */
async function register(count: number, dataDir = folder): Promise<readonly string[]> {
  running = startProgram('src/main/api', { env: env(dataDir) });
  const [, url = ''] = await running.said(/"url":"(http[^"]+)"/);
  const { keys } = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  const key = keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
  const numbers = await Promise.all(
    Array.from({ length: count }, async () => {
      const answer = await fetch(`${url}/api/v1/tasks`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
        },
        body: JSON.stringify({
          input: { title: '出租车投诉处理闭环', category: '交通运输/出租车管理', limit: { workingDays: 10 } },
        }),
      });
      expect(answer.status).toBe(201);
      return ((await answer.json()) as { number: string }).number;
    }),
  );
  running.signal('SIGTERM');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  running = undefined;
  return numbers;
}

async function refusedStart(dataDir = folder): Promise<string> {
  const program = startProgram('src/main/api', { env: { ...env(dataDir), ONEDOOR_LOG_LEVEL: 'silent' } });
  expect((await program.ended).code).toBe(1);
  return program.output().trim();
}

async function onedoor(...args: string[]) {
  const program = startProgram('src/main/cli', { env: env(folder), args });
  const { code } = await program.ended;
  return { code, output: program.output() };
}

async function inLedger(statement: string) {
  const client = new Client({ connectionString: cluster.connectionString });
  await client.connect();
  const answer = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return answer;
}

const isRecovered = async () => (await inLedger('SELECT pg_is_in_recovery() AS on')).rows[0]?.on === false;

/** As after a restore to a point in time, or where a stand-by takes over: the server ends recovery and counts on. */
async function beginAnotherTimeline(): Promise<void> {
  await cluster.halt();
  await writeFile(join(cluster.dataDir, 'postgres', 'pgdata', 'recovery.signal'), '');
  cluster = await startTestCluster({ folder: cluster.dataDir, settings: { restore_command: 'false' } });
  await eventually(isRecovered, { withinMs: 60_000, everyMs: 100 });
}

async function prove(...args: string[]) {
  const program = startProgram('src/main/proof', { env: env(folder), args: ['--json', ...args] });
  const { code } = await program.ended;
  const line = program.output().trim().split('\n').at(-1) ?? '';
  return { code, report: JSON.parse(line) as { anchor: string; counterExamples: { rule: string }[] } };
}

/** Takes the back-up into the database's place, as a restored dump does: another database of the same name. */
const restoreCopy = () => inServer('DROP DATABASE onedoor', 'ALTER DATABASE backup RENAME TO onedoor');

describe('after an older back-up was restored no number is given twice', () => {
  it('the start is refused in one line until "onedoor restored" has looked at the anchors', async () => {
    const first = await register(3);
    await inServer('CREATE DATABASE backup TEMPLATE onedoor');
    const second = await register(5);
    const { report } = await prove();
    const anchors = join(folder, 'anchors');
    await writeFile(anchors, `${report.anchor}\n`);
    await restoreCopy();
    // Neither the marks beside the database nor the keys survived.
    await rm(join(folder, 'given-numbers.json'));

    const refusal = await refusedStart();
    expect(refusal.split('\n')).toHaveLength(1);
    expect(refusal).toContain('onedoor restored');
    const older = await prove('--anchors', anchors);
    expect(older.report.counterExamples.map(({ rule }) => rule)).toContain('numbers-go-on');

    const { code, output } = await onedoor('restored', '--anchors', anchors, '--skip', '10');
    expect(output).toContain('3 → 18');
    expect(code).toBe(0);
    const third = await register(3);
    const all = [...first, ...second, ...third];
    expect(new Set(all).size).toBe(all.length);
    expect([...third].toSorted()[0]).toBe(
      [...second]
        .toSorted()
        .at(-1)
        ?.replace(/\d{6}$/, '000019'),
    );
    const { report: after } = await prove('--anchors', anchors);
    expect(after.counterExamples.map(({ rule }) => rule)).not.toContain('numbers-go-on');
    expect((await prove()).code).toBe(0);
  });

  it('also without any anchor: by the numbers that people know of, and far past them', async () => {
    const first = await register(2);
    await inServer('CREATE DATABASE backup TEMPLATE onedoor');
    const second = await register(3);
    await restoreCopy();
    await rm(join(folder, 'given-numbers.json'));
    expect((await onedoor('restored', '--given', 'tomorrow')).code).toBe(2);
    expect((await onedoor('restored', '--given', second[0] ?? '')).code).toBe(0);
    const third = await register(2);
    const all = [...first, ...second, ...third];
    expect(new Set(all).size).toBe(all.length);
  });

  it('also where the files of the server were put back, which no database can see: by the marks beside it', async () => {
    const first = await register(2);
    await cluster.halt();
    const saved = await scratchFolder();
    await runProgram('cp', ['-a', cluster.dataDir, join(saved, 'data')]);
    cluster = await startTestCluster({ folder: cluster.dataDir });
    const second = await register(130);
    await cluster.halt();
    await rm(cluster.dataDir, { recursive: true });
    await runProgram('cp', ['-a', join(saved, 'data'), cluster.dataDir]);
    cluster = await startTestCluster({ folder: cluster.dataDir });
    await removeScratch(saved);

    expect(await refusedStart()).toMatch(/^[^\n]*given-numbers\.json[^\n]*onedoor restored[^\n]*$/);
    expect((await onedoor('restored', '--skip', '0')).code).toBe(0);
    const third = await register(2);
    const all = [...first, ...second, ...third];
    expect(new Set(all).size).toBe(all.length);
  });

  it('also where the server went back to a point in time on its own files: by the marks, or by whoever says so', async () => {
    const first = await register(2);
    await beginAnotherTimeline();
    // The marks say how far it may have counted: nobody has to be asked.
    const second = await register(2);
    expect(new Set([...first, ...second]).size).toBe(4);
    expect(Number(second[0]?.slice(-6)) - Number(first[0]?.slice(-6))).toBeGreaterThan(50);

    await beginAnotherTimeline();
    await rm(join(folder, 'given-numbers.json'));
    expect(await refusedStart()).toMatch(/^[^\n]*timeline[^\n]*onedoor restored[^\n]*$/);
    expect((await onedoor('restored', '--skip', '0')).code).toBe(0);
    const third = await register(1);
    // Nothing was lost, as was said: no number is passed over.
    expect(Number(third[0]?.slice(-6)) - Math.max(...second.map((one) => Number(one.slice(-6))))).toBe(1);
  });
});

describe('onedoor restored, where nothing was restored', () => {
  it('burns no number and says so; and a move that lost nothing leaves no hole', async () => {
    const first = await register(3);
    const { code, output } = await onedoor('restored');
    expect(code).toBe(1);
    expect(output).toContain('nothing was changed');
    const { report } = await prove();
    await writeFile(join(folder, 'anchors'), `${report.anchor}\n`);
    expect((await onedoor('restored', '--anchors', join(folder, 'anchors'))).code).toBe(1);

    await inServer('CREATE DATABASE backup TEMPLATE onedoor');
    await restoreCopy();
    expect((await onedoor('restored', '--skip', '0')).code).toBe(0);
    const second = await register(2);
    const counts = [...first, ...second].map((one) => Number(one.slice(-6))).toSorted((a, b) => a - b);
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    const { rows } = await inLedger('SELECT series_before, series_after FROM ledger_restored');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.series_after).toEqual(rows[0]?.series_before);
  });

  it('tells of each anchor by itself whether it holds', async () => {
    await register(1);
    const { report: early } = await prove();
    await inServer('CREATE DATABASE backup TEMPLATE onedoor');
    await register(1);
    const { report: late } = await prove();
    const forged = late.anchor.replace(/root=[0-9a-f]{64}/, `root=${'0'.repeat(64)}`);
    await writeFile(
      join(folder, 'anchors'),
      [early.anchor, ...Array(30).fill(forged), late.anchor].join('\n'),
    );
    await restoreCopy();
    const { code, output } = await onedoor('restored', '--json', '--anchors', join(folder, 'anchors'));
    expect(code).toBe(0);
    const { anchors } = JSON.parse(output) as { anchors: { holds: boolean }[] };
    expect(anchors).toHaveLength(32);
    expect(anchors.slice(1, 31).every(({ holds }) => !holds)).toBe(true);
    expect(anchors[0]?.holds).toBe(true);
  });
});
