import { hostname } from 'node:os';
import type pg from 'pg';
import { codeOf } from '../platform/error-code.ts';
import { pause } from '../platform/pause.ts';
import { judgeWork, type WorkWatch } from './judge-work.ts';
import { findOldestUndone } from './store/find-oldest-undone.ts';
import { forgetProbe, probeWrite } from './store/probe-write.ts';

/** How often a write is tried and undone work looked for. */
const LOOK_EVERY_MS = 1_500;
/** A write that got through proves nothing after this; together with a look it stays below 10 s. */
const GOOD_FOR_MS = 6_000;

/**
 * A server that lacks room (disk, memory: classes 53 and 58) may still take the row that is tried, which needs none: it is
 * believed so long, where no commit has got through since. Any other trouble is over with the next write that gets through.
 */
const LACKS_ROOM = /^5[38]/;
const LACKS_ROOM_MS = 20_000;

export interface ReadinessWatch {
  /** By name; each throws, with the reason, while its part does not work. */
  readonly checks: Readonly<Record<'writes' | 'work', () => void>>;
  stop(): Promise<void>;
}

/** A commit that was not confirmed. */
interface Trouble {
  readonly since: number;
  readonly error: unknown;
}

/** What of the engine tells how its own writes go. */
export interface Writer {
  onCommitted(listener: () => void): void;
  onUnconfirmed(listener: (error: unknown) => void): void;
}

/** Tries all the time what a ready door promises, so that a caller gets the answer at once: writes, and work done. */
export async function watchReadiness(
  pool: pg.Pool,
  writer: Writer,
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): Promise<ReadinessWatch> {
  const me = `${hostname()}/${process.pid}`;
  const stopping = new AbortController();
  let written = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let watch: WorkWatch = { key: undefined, sinceMs: now() };
  let standsStill = false;
  let trouble: Trouble | undefined;
  writer.onUnconfirmed((error) => {
    trouble = { since: now(), error };
  });
  writer.onCommitted(() => {
    trouble = undefined;
  });

  function isTroubled({ since, error }: Trouble): boolean {
    return LACKS_ROOM.test(codeOf(error) ?? '') ? now() - since < LACKS_ROOM_MS : written <= since;
  }

  async function look(): Promise<void> {
    const began = now();
    try {
      await probeWrite(pool, me);
      written = began;
      const judged = judgeWork(watch, await findOldestUndone(pool), now());
      ({ watch, standsStill } = judged);
    } catch (error) {
      failure = error;
      onError(error);
    }
  }

  await look();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await pause(LOOK_EVERY_MS, stopping.signal);
      if (!stopping.signal.aborted) await look();
    }
  })();

  return {
    checks: {
      writes() {
        if (now() - written > GOOD_FOR_MS) {
          throw new Error(`No write has got through for ${Math.round((now() - written) / 1_000)} s.`, {
            cause: failure,
          });
        }
        if (trouble !== undefined && isTroubled(trouble))
          throw new Error('The last commit was not confirmed.', { cause: trouble.error });
      },
      work() {
        if (standsStill) throw new Error(`The effect ${watch.key} is not done: is a worker running?`);
      },
    },
    async stop() {
      stopping.abort();
      await running;
      await forgetProbe(pool, me).catch(onError);
    },
  };
}
