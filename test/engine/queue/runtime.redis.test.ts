import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createQueueBackend } from '../../../src/engine/queue/create-queue-backend.ts';
import { eventually } from '../../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { redisCommand } from '../../support/redis/redis-command.ts';
import { type ErrandOffice, openErrandOffice } from '../errand-office.ts';
import { type QueueEngine, queueEngines } from './queue-engines.ts';

const PATIENCE = { withinMs: 60_000 };
/** Of the office's worker: so many doorbells are in hand while the others lie in the queue. */
const CONCURRENCY = 4;

describe.each(Object.entries(queueEngines))('the runtime on %s', (name, start) => {
  let database: TestDatabase;
  let queue: QueueEngine;
  let office: ErrandOffice;

  beforeAll(async () => {
    database = await createTestDatabase();
    queue = await start(database.connectionString);
    office = await openErrandOffice(database.connectionString, queue.redisUrl);
  });

  afterAll(async () => {
    await office.close();
    await queue.stop();
    await database.drop();
  });

  it('carries the work of every commit to a worker', async () => {
    const tasks = await office.submit(120);
    await eventually(() => office.areReady(tasks), PATIENCE);
    // The ledger shows a commit before the process that made it has heard of it.
    await eventually(() => office.runtime.figures.outcomes.done >= 120, PATIENCE);
    expect(office.runtime.figures.outcomes.done).toBe(120);
  });

  it('fires a timer when it is due: once, however often it rings', async () => {
    const [task = ''] = await office.submit(1);
    await eventually(() => office.areReady([task]), PATIENCE);
    await office.pool.query(
      `UPDATE effect SET due_at = now(), ring_at = now() WHERE timer_key IS NOT NULL AND task_id = $1`,
      [task],
    );
    for (let n = 0; n < 5; n++) {
      office.runtime.dispatcher.dispatch(task);
      await office.runtime.dispatcher.drained();
    }
    await eventually(async () => (await office.engine.read(task))?.revision === 3, PATIENCE);
    // Doorbells are taken in order: when the last of these is answered, those before it have been as well.
    const later = await office.submitApart(2 * CONCURRENCY);
    await eventually(() => office.areReady(later), PATIENCE);
    const [types] = await office.eventsOf([task]);
    expect(types).toEqual(['created', 'prepared', expect.stringContaining('after')]);
  });

  it('does all the same what a queue had in it that forgets everything', async () => {
    const before = office.tally();
    const release = office.hold();
    const tasks = await office.submitApart(40);
    await queue.forget();
    release();
    await eventually(() => office.areReady(tasks), PATIENCE);
    const { rungAgain } = office.since(before);
    process.stdout.write(
      `${name} forgot everything: ${JSON.stringify({ tasks: tasks.length, rungAgain })}\n`,
    );
    expect(await office.eventsOf(tasks)).toEqual(tasks.map(() => ['created', 'prepared']));
    expect(rungAgain).toBeGreaterThanOrEqual(tasks.length - CONCURRENCY);
  });

  it('goes on after a failover by itself: nothing lost, nothing doubled', async () => {
    const before = office.tally();
    const clients = keepSubmitting(office);
    await eventually(() => office.tally().handled > before.handled, PATIENCE);
    const began = performance.now();
    await queue.fail();
    const back = performance.now();
    const { handled } = office.tally();
    await eventually(() => office.tally().handled > handled, PATIENCE);
    const resumed = performance.now();
    const tasks = await clients.stop();
    await eventually(() => office.areReady(tasks), PATIENCE);
    const figures = {
      tasks: tasks.length,
      downMs: Math.round(back - began),
      resumedMs: Math.round(resumed - back),
      settledMs: Math.round(performance.now() - back),
      ...office.since(before),
    };
    process.stdout.write(`${name} failed over: ${JSON.stringify(figures)}\n`);
    expect(await office.eventsOf(tasks)).toEqual(tasks.map(() => ['created', 'prepared']));
    expect(office.wedged).toEqual([]);
  });

  it('hears new doorbells after that, not only those of the ledger', async () => {
    const before = office.tally();
    const tasks = await office.submit(20);
    await eventually(() => office.areReady(tasks), PATIENCE);
    expect(office.since(before)).toMatchObject({ unheard: 0, reopened: 0 });
  });

  if (name === 'PostgreSQL') return;

  it('refuses to start on servers that may evict jobs, and says what to set', async () => {
    const backend = await createQueueBackend({
      redisUrl: queue.redisUrl,
      databaseUrl: database.connectionString,
    });
    const [server] = await queue.servers();
    if (server === undefined) throw new Error('No server holds the queue.');
    await redisCommand(server, 'CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(backend.prepare()).rejects.toThrow(
      /maxmemory-policy is "allkeys-lru", expected "noeviction": set it in redis.conf or by CONFIG SET/,
    );
    await redisCommand(server, 'CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await backend.prepare();
  });
});

/** Submits five errands every 50 ms until stopped, which answers their ids. */
function keepSubmitting(office: ErrandOffice): { stop(): Promise<readonly string[]> } {
  const stopping = new AbortController();
  const submitting = (async () => {
    const tasks: string[] = [];
    while (!stopping.signal.aborted) {
      tasks.push(...(await office.submit(5)));
      await delay(50);
    }
    return tasks;
  })();
  return {
    stop() {
      stopping.abort();
      return submitting;
    },
  };
}
