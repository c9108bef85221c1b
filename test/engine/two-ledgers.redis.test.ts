import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createQueueBackend } from '../../src/engine/queue/create-queue-backend.ts';
import type { Ring } from '../../src/engine/queue/queue-backend.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const QUIET = { onError: () => undefined };

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
    const all = (n: number) => Array.from({ length: 20 }, (_, ring) => `${n}-${ring}`);
    await eventually(() => heard.every((tasks) => tasks.length >= 20), { withinMs: 60_000 });
    expect(heard.map((tasks) => tasks.toSorted())).toEqual([all(0).toSorted(), all(1).toSorted()]);
    await Promise.all([...workers, ...bells].map((opened) => opened.close()));
  });
});
