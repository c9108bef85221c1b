import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import { freePort } from '../../src/platform/process/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

const PATIENCE = { withinMs: 60_000, everyMs: 100 };

let database: TestDatabase;
let folder: string;
const running: Program[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await scratchFolder();
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.dispose();
});
afterAll(async () => {
  await database.drop();
  await removeScratch(folder);
});

async function start(part: 'api' | 'worker', env: Readonly<Record<string, string>> = {}) {
  const program = startProgram(`src/main/${part}`, {
    env: {
      DATABASE_URL: database.connectionString,
      ONEDOOR_DATA_DIR: folder,
      ONEDOOR_EVALUATION_KEYS: 'true',
      PORT: '0',
      ...env,
    },
  });
  running.push(program);
  if (part === 'worker') return { program, url: '' };
  const [, url = ''] = await program.said(/"url":"(http[^"]+)"/);
  return { program, url };
}

async function readiness(url: string) {
  const answer = await fetch(`${url}/readyz`);
  const { checks } = (await answer.json()) as { checks: Readonly<Record<string, string>> };
  return { status: answer.status, checks };
}

async function submit(url: string): Promise<number> {
  const file = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  const key = file.keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
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
  return answer.status;
}

describe('a door', () => {
  it('is not ready while no write gets through, and is alive all the same', async () => {
    const { url } = await start('api');
    expect(await readiness(url)).toMatchObject({ status: 200, checks: { writes: 'ok', work: 'ok' } });
    const [, name = ''] = /\/([^/?]+)\?/.exec(database.connectionString) ?? [];
    const setReadOnly = async (value: string) => {
      const client = new Client({ connectionString: database.connectionString });
      await client.connect();
      await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`);
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'onedoor%'",
      );
      await client.end();
    };
    await setReadOnly('on');
    await eventually(async () => {
      expect(await readiness(url)).toMatchObject({ status: 503, checks: { writes: 'failed' } });
      return true;
    }, PATIENCE);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const client = new Client({ connectionString: database.connectionString });
    await client.connect();
    await client.query('SET default_transaction_read_only = off');
    await client.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'onedoor%'",
    );
    await client.end();
    await eventually(async () => (await readiness(url)).status === 200, PATIENCE);
  });

  it('is not ready while nobody does the work, also where no worker ever rang for it', async () => {
    const { url } = await start('api');
    expect(await submit(url)).toBe(201);
    await eventually(async () => {
      expect(await readiness(url)).toMatchObject({ status: 503, checks: { writes: 'ok', work: 'failed' } });
      return true;
    }, PATIENCE);
    await start('worker');
    await eventually(async () => (await readiness(url)).status === 200, PATIENCE);
  });

  it('says that it is going before it goes, and serves until then', async () => {
    const { program, url } = await start('api', { ONEDOOR_DRAIN_SECONDS: '5' });
    expect((await readiness(url)).status).toBe(200);
    program.signal('SIGTERM');
    await eventually(async () => (await readiness(url)).status === 503, PATIENCE);
    const answer = await fetch(`${url}/openapi.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });

  it('opens while the queue is away: requests are taken, and work waits in the ledger', async () => {
    const nobody = `redis://127.0.0.1:${await freePort()}`;
    const { url, program } = await start('api', { REDIS_URL: nobody });
    expect(program.output()).toContain('The queue is away');
    expect(await submit(url)).toBe(201);
    const pool = new Pool({ connectionString: database.connectionString });
    expect((await pool.query("SELECT count(*)::int AS n FROM effect WHERE name = 'route'")).rows).toEqual([
      { n: 1 },
    ]);
    await pool.end();
  });
});
