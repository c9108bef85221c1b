import { setTimeout as delay } from 'node:timers/promises';
import type { Reply } from './reply.ts';

/** Answers a request that said it would wait; the same answer as before is not given again at once. */
export type Pace = (asked: string, run: () => Promise<Reply>, signal: AbortSignal) => Promise<Reply>;

/** So long somebody who would wait is left without an answer that they have had. */
const PACE_MS = 1_000;
/** Answers that are remembered before those too old to matter are forgotten. */
const MOST = 1_000;

/**
 * Makes a pace for those who wait for news. A client whose tag got lost or spoilt on its way, or that sends none, is
 * answered at once each time, and would ask again at once: thousands of times a minute, for nothing.
 */
export function createPace(now: () => number = () => performance.now()): Pace {
  const answered = new Map<string, { readonly etag: string | undefined; readonly at: number }>();

  function remember(asked: string, etag: string | undefined): void {
    const at = now();
    if (answered.size >= MOST) {
      for (const [key, before] of answered) if (at - before.at >= PACE_MS) answered.delete(key);
    }
    answered.set(asked, { etag, at });
  }

  return async (asked, run, signal) => {
    const reply = await run();
    const etag = reply.headers?.['ETag'];
    const before = answered.get(asked);
    const early = before === undefined || before.etag !== etag ? 0 : before.at + PACE_MS - now();
    // A client that left, or a door that closes, need not be waited for.
    if (early > 0) await delay(early, undefined, { signal }).catch(() => undefined);
    remember(asked, etag);
    return reply;
  };
}
