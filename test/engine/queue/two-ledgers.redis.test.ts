import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createQueueBackend } from '../../../src/engine/queue/create-queue-backend.ts';
import type { Ring } from '../../../src/engine/queue/queue-backend.ts';
import { eventually } from '../../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../../support/redis/redis.ts';

const QUIET = { onError: () => undefined };

/** The tasks named by the doorbells of a ledger, sorted. */
function rungAt(ledger: number): readonly string[] {
  return Array.from({ length: 20 }, (_, ring) => `${ledger}-${ring}`).toSorted();
}

describe('two ledgers whose queues lie on one Redis', () => {
  let redis: TestRedis;
  let databases: readonly TestDatabase[];
  beforeAll(async () => {
    redis = await startTestRedis();
    databases = [await createTestDatabase(), await createTestDatabase()];
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await redis.stop();
  });

  it('do not hear each other’s doorbells', async () => {
    const backends = await Promise.all(
      databases.map(({ connectionString: databaseUrl }) =>
        createQueueBackend({ redisUrl: redis.url, databaseUrl }),
      ),
    );
    const heard: readonly string[][] = [[], []];
    const bells = backends.map((backend) => backend.openBell(() => undefined));
    const workers = backends.map((backend, n) =>
      backend.openWorker(
        ({ tasks }: Ring) => {
          heard[n]?.push(...tasks);
          return Promise.resolve();
        },
        { concurrency: 4, ...QUIET, onBroken: () => undefined },
      ),
    );
    for (let ring = 0; ring < 20; ring++) {
      await Promise.all(
        bells.map((bell, n) => eventually(() => bell.ring([{ tasks: [`${n}-${ring}`] }]).then(() => true))),
      );
    }
    await eventually(() => heard.every((tasks) => tasks.length >= 20), { withinMs: 60_000 });
    expect(heard.map((tasks) => tasks.toSorted())).toEqual([rungAt(0), rungAt(1)]);
    await Promise.all([...workers, ...bells].map((opened) => opened.close()));
  });
});
