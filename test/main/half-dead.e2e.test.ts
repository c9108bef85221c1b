import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCluster, type TestCluster } from '../support/cluster.ts';
import { eventually } from '../support/eventually.ts';
import { openTcpProxy, type TcpProxy } from '../support/network/tcp-proxy.ts';
import { type Program, startProgram } from '../support/program.ts';
import { startTestRedis, type TestRedis } from '../support/redis/redis.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

/** Long enough that whatever is under way is caught in it. */
const DROPPED_MS = 3_000;
const PATIENCE = { withinMs: 120_000, everyMs: 100 };

let cluster: TestCluster;
let redis: TestRedis;
let toPostgres: TcpProxy;
let toRedis: TcpProxy;
let folder: string;
let door: Program;
let worker: Program;
let url = '';
let key = '';

beforeAll(async () => {
  cluster = await startTestCluster();
  redis = await startTestRedis();
  toPostgres = await openTcpProxy(cluster.port);
  toRedis = await openTcpProxy(redis.port);
  folder = await scratchFolder();
  const env = {
    DATABASE_URL: cluster.tcpConnectionString.replace(`:${cluster.port}/`, `:${toPostgres.port}/`),
    REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
    ONEDOOR_DATA_DIR: folder,
    ONEDOOR_EVALUATION_KEYS: 'true',
    PORT: '0',
  };
  door = startProgram('src/main/api', { env });
  [, url = ''] = await door.said(/"url":"(http[^"]+)"/);
  worker = startProgram('src/main/worker', { env });
  const file = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  key = file.keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
  await lifeGoesOn();
});
afterAll(async () => {
  await door?.dispose();
  await worker?.dispose();
  await toPostgres?.close();
  await toRedis?.close();
  await redis?.stop();
  await cluster?.stop();
  await removeScratch(folder);
});

function ask(
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}`, ...init.headers };
  return fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(20_000) });
}

/** Submits a task, again and again under one key until it is taken, and waits until the worker has routed it. */
async function lifeGoesOn(): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
  const input = { title: '出租车投诉处理闭环', category: '交通运输/出租车管理', limit: { workingDays: 10 } };
  const body = JSON.stringify({ input });
  const id = await eventually(async () => {
    const answer = await ask('/api/v1/tasks', { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  }, PATIENCE);
  await eventually(async () => {
    const answer = await ask(`/api/v1/tasks/${id}`);
    return ((await answer.json()) as { state: { path: string } }).state.path === 'open.dispatched';
  }, PATIENCE);
}

/** Requests that are under way while the network breaks, so that every connection is in use. */
async function load(until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await ask('/api/v1/inbox').catch(() => undefined);
    await delay(20);
  }
}

describe.each([
  ['PostgreSQL', () => toPostgres],
  ['Redis', () => toRedis],
])('connections to %s that carry nothing any more, though nobody hangs up', (name, proxy) => {
  it('are given up and made anew, and work goes on', async () => {
    const stop = new AbortController();
    const loading = Promise.all(Array.from({ length: 8 }, () => load(stop.signal)));
    proxy().drop();
    await delay(DROPPED_MS);
    await proxy().heal();
    const healed = performance.now();
    await lifeGoesOn();
    process.stdout.write(
      `${name}: submitted and routed ${Math.round(performance.now() - healed)} ms after\n`,
    );
    stop.abort();
    await loading;
    // Its own probe of a write may have been caught in it a little longer.
    await eventually(async () => (await ask('/readyz')).status === 200, PATIENCE);
    for (const program of [door, worker]) expect(program.output()).not.toMatch(/uncaught|unhandled/i);
  });
});
