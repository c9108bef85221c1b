import type pg from 'pg';
import { pause } from '../../platform/pause.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { createCursor, holdCursor, moveCursor } from '../store/log-cursor.ts';
import { type FollowedEvent, readLogAfter } from '../store/read-log-after.ts';

/** What reads the log of all tasks, from when it was first started, and makes something of it. */
export interface Follower {
  /** Its place in the log is kept under this name. */
  readonly name: string;
  /**
   * Takes some events, those of one task in their order. What it writes with the client is committed together with its
   * place, so exactly once; what it does elsewhere may be done again after a kill. Others wait for it meanwhile: be short.
   */
  readonly take: (events: readonly FollowedEvent[], client: pg.PoolClient) => Promise<void>;
}

/** Reads one page on; true where there may be more at once. */
export async function followPage(pool: pg.Pool, { name, take }: Follower, most: number): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const after = await holdCursor(client, name);
    if (after === undefined) {
      await createCursor(client, name);
      return false;
    }
    const { events, next, isEnd } = await readLogAfter(client, after, most);
    if (events.length > 0) {
      await take(events, client);
      await moveCursor(client, name, next);
    }
    return !isEnd;
  });
}

/** Follows the log until stopped; a failure is told, and the same events come again. */
export function startFollower(
  pool: pg.Pool,
  follower: Follower,
  settings: {
    readonly everyMs: number;
    readonly most: number;
    readonly onError: (error: unknown) => void;
  },
): { wake(): void; stop(): Promise<void> } {
  const stopping = new AbortController();
  let waking = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        while (!stopping.signal.aborted && (await followPage(pool, follower, settings.most)));
      } catch (error) {
        settings.onError(error);
      }
      await pause(settings.everyMs, AbortSignal.any([stopping.signal, waking.signal]));
      waking = new AbortController();
    }
  })();
  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
