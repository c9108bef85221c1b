import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../../support/redis/redis.ts';
import { type ErrandOffice, openErrandOffice } from '../errand-office.ts';

const PATIENCE = { withinMs: 60_000 };

describe('a process whose Redis', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let office: ErrandOffice;

  beforeEach(async () => {
    database = await createTestDatabase();
    redis = await startTestRedis();
    office = await openErrandOffice(database.connectionString, redis.url);
    const tasks = await office.submit(1);
    await eventually(() => office.areReady(tasks), PATIENCE);
  });

  afterEach(async () => {
    await redis.stop();
    await database.drop();
  });

  it('is gone stops all the same', async () => {
    await redis.kill();
    const before = office.tally();
    await office.submit(1);
    await eventually(() => office.since(before).unheard > 0, PATIENCE);
    await expect(office.close()).resolves.toBeUndefined();
  });

  it('is gone tries it with one doorbell at a time, and rings all others when it is back', async () => {
    await redis.kill();
    const before = office.tally();
    const tasks = await office.submit(100);
    await eventually(() => office.since(before).rungAgain >= 4, PATIENCE);
    expect(office.since(before).rungAgain).toBeLessThan(tasks.length);
    await redis.restart();
    const back = performance.now();
    await eventually(() => office.areReady(tasks), PATIENCE);
    process.stdout.write(
      `after an outage: ${JSON.stringify({ tasks: tasks.length, settledMs: Math.round(performance.now() - back), ...office.since(before) })}\n`,
    );
    expect(await office.eventsOf(tasks)).toEqual(tasks.map(() => ['created', 'prepared']));
    await office.close();
  });

  it('is frozen gives doorbells up and goes on when it thaws', async () => {
    redis.pause();
    const before = office.tally();
    const tasks = await office.submit(5);
    await eventually(() => office.since(before).unheard > 0, PATIENCE);
    redis.resume();
    await eventually(() => office.areReady(tasks), PATIENCE);
    expect(await office.eventsOf(tasks)).toEqual(tasks.map(() => ['created', 'prepared']));
    await office.close();
  });

  it('is frozen stops all the same', async () => {
    redis.pause();
    await office.submit(5);
    await expect(office.close()).resolves.toBeUndefined();
  });
});
