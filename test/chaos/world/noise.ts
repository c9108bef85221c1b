import { setTimeout as delay } from 'node:timers/promises';
import { createQueueBackend } from '../../../src/engine/queue/create-queue-backend.ts';
import type { Database } from './database.ts';

/**
 * Rings for every task that has or may have work once more, in any order and over and over, so that each job is
 * delivered at least twice and out of order; stops with the signal and answers with how often it rang.
 */
export async function ringNeedlessly(
  database: Database,
  redisUrl: string | undefined,
  random: () => number,
  signal: AbortSignal,
): Promise<number> {
  const backend = await createQueueBackend({ redisUrl, databaseUrl: database.url });
  const bell = backend.openBell(() => undefined);
  let rung = 0;
  while (!signal.aborted) {
    const rows = await database.look<{ id: string }>(
      'SELECT id::text FROM task ORDER BY updated_at DESC, id LIMIT 40',
    );
    const tasks = [...rows, ...rows].map(({ id }) => ({ id, by: random() })).toSorted((a, b) => a.by - b.by);
    const rings = tasks.map(({ id }) => ({ tasks: [id] }));
    // The queue may be away: noise that nobody hears is no loss.
    await bell.ring(rings).then(
      () => (rung += rings.length),
      () => undefined,
    );
    await delay(150);
  }
  await bell.close();
  return rung;
}
