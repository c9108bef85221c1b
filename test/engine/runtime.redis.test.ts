import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Actor } from '../../src/engine/define.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createQueueBackend } from '../../src/engine/queue/create-queue-backend.ts';
import { createRegistry } from '../../src/engine/registry.ts';
import { type Runtime, startRuntime } from '../../src/engine/runtime.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { errand } from './errand-workflow.ts';

const lin: Actor = { principal: 'lin', name: '林' };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const settings = { reconcileSeconds: 1, keyHours: 24, batchSize: 100, committers: 2, cacheCapacity: 100 };

describe.each(['redis', 'postgres'] as const)('the runtime on %s', (kind) => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let pool: Pool;
  let engine: Engine;
  let runtime: Runtime;

  beforeEach(async () => {
    database = await createTestDatabase();
    redis = kind === 'redis' ? await startTestRedis() : undefined;
    pool = new Pool({ connectionString: database.connectionString, max: 5 });
    pool.on('error', () => undefined);
    const backend = createQueueBackend({ redisUrl: redis?.url, databaseUrl: database.connectionString });
    await backend.prepare();
    engine = createEngine(pool, createRegistry([errand]), Date.now, settings);
    const handlers = { prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }) };
    runtime = startRuntime(
      pool,
      engine,
      backend,
      handlers,
      {
        reconcileSeconds: 1,
        maxAttempts: 3,
        workerConcurrency: 4,
        watchdogSeconds: 30,
        keyHours: 24,
        onWedged: (reason) => {
          throw new Error(reason);
        },
      },
      silent,
    );
  });

  afterEach(async () => {
    await runtime.stop();
    await pool.end();
    await redis?.stop();
    await database.drop();
  });

  const submit = () =>
    engine.submit({ workflow: 'errand', input: { title: '送文件', seat: 'x' }, actor: lin });

  async function ready(ids: readonly string[]): Promise<boolean> {
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM task WHERE id = ANY($1) AND state = 'ready'`,
      [ids],
    );
    return rows[0]?.n === ids.length;
  }

  it('carries the work of every commit to a worker', async () => {
    const tasks = await Promise.all(Array.from({ length: 120 }, submit));
    await eventually(() => ready(tasks.map((task) => task.id)));
    expect(runtime.figures.outcomes.done).toBe(120);
  });

  it('fires a timer when it is due, once', async () => {
    const task = await submit();
    await eventually(() => ready([task.id]));
    await pool.query(`UPDATE effect SET due_at = now(), ring_at = now() WHERE timer_key IS NOT NULL`);
    await eventually(async () => (await engine.read(task.id))?.revision === 3);
    expect((await engine.read(task.id))?.state).toBe('ready');
  });

  it('loses nothing when the queue forgets everything', async () => {
    const tasks = await Promise.all(Array.from({ length: 40 }, submit));
    if (redis === undefined) await truncateQueue(pool);
    else await flushAll(redis.url);
    await eventually(() => ready(tasks.map((task) => task.id)));
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
    expect(rows[0]?.n).toBe(80);
  });
});

async function truncateQueue(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename LIKE '%job%'`,
  );
  expect(rows.length).toBeGreaterThan(0);
  await pool.query(`TRUNCATE ${rows.map((row) => `bullmq.${row.name}`).join(', ')} CASCADE`);
}

async function flushAll(url: string): Promise<void> {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
}
