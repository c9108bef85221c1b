import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.ts';

interface Due {
  readonly place: string;
  readonly rings: number;
}

const DUE = `SELECT task_id || '/' || revision || '/' || position AS place, rings FROM effect
  WHERE parked_at IS NULL AND (due_at IS NULL OR due_at <= now())`;

/** Resolves with the milliseconds until all work that is due now is done; undefined where it takes longer. */
export async function timeUntilDone(database: Database, withinMs: number): Promise<number | undefined> {
  const startedAt = performance.now();
  const waiting = new Set((await database.look<Due>(DUE)).map(({ place }) => place));
  while (performance.now() - startedAt < withinMs) {
    const left = (await database.look<Due>(DUE)).filter(({ place }) => waiting.has(place));
    if (left.length === 0) return performance.now() - startedAt;
    await delay(50);
  }
  return undefined;
}

/** Waits until nothing is due and stays so for a second; false where it does not come to rest in time. */
export async function comeToRest(database: Database, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (let quiet = 0; quiet < 5; ) {
    if (performance.now() > end) return false;
    quiet = (await database.look<Due>(DUE)).length === 0 ? quiet + 1 : 0;
    await delay(200);
  }
  return true;
}

/** Counts effects whose doorbell the ledger rang again because it was lost or nobody came; a lower bound, by sampling. */
export async function countRungAgain(database: Database, signal: AbortSignal): Promise<number> {
  const most = new Map<string, number>();
  while (!signal.aborted) {
    for (const { place, rings } of await database.look<Due>(`${DUE} AND due_at IS NULL AND rings > 0`)) {
      most.set(place, Math.max(rings, most.get(place) ?? 0));
    }
    await delay(250);
  }
  return [...most.values()].reduce((sum, rings) => sum + rings, 0);
}
