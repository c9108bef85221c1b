import { pause } from '../../platform/pause.ts';
import type { Reply } from './reply.ts';

/** Answers a request that said it would wait; the same answer as before is not given again at once. */
export type Pace = (asked: string, run: () => Promise<Reply>, signal: AbortSignal) => Promise<Reply>;

/** Nobody is given the same answer twice within so long. */
const PACE_MS = 1_000;
/** Answers that are remembered; where more come within a second, the oldest are forgotten. */
const MOST = 1_000;

/**
 * Makes a pace for those who wait for news. A client whose tag got lost or spoilt on its way, or that sends none, is
 * answered at once each time, and would ask again at once: thousands of times a minute, for nothing. Who did wait is
 * answered at once: the same person may look at two screens.
 */
export function createPace({
  now = () => performance.now(),
  pause: wait = pause,
}: {
  readonly now?: () => number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
} = {}): Pace {
  // In the order in which they were given.
  const answered = new Map<string, { readonly etag: string | undefined; readonly at: number }>();

  function remember(asked: string, etag: string | undefined): void {
    const at = now();
    answered.delete(asked);
    answered.set(asked, { etag, at });
    for (const [key, before] of answered) {
      if (answered.size <= MOST && at - before.at < PACE_MS) break;
      answered.delete(key);
    }
  }

  return async (asked, run, signal) => {
    const began = now();
    const reply = await run();
    const etag = reply.headers?.['ETag'];
    const before = answered.get(asked);
    if (before !== undefined && before.etag === etag) {
      const early = PACE_MS - Math.max(now() - before.at, now() - began);
      // A client that left, or a door that closes, need not be waited for.
      if (early > 0) await wait(early, signal);
    }
    remember(asked, etag);
    return reply;
  };
}
