import type pg from 'pg';
import { pause } from '../../platform/pause.ts';
import { type Backlog, measureBacklog } from '../store/effects-store.ts';
import type { SupervisedWorker } from './worker.ts';

export interface WatchdogSettings {
  /** Age of undone work, and time without any progress, after which a worker that is "up" is not believed. */
  readonly limitSeconds: number;
  readonly everyMs: number;
  /** Replacing the worker did not help: the process should end and be started again by its supervisor. */
  readonly onWedged: (reason: string) => void;
  /** Whether the queue takes doorbells at all; while it does not, no worker is to blame. */
  readonly isHeard: () => boolean;
  readonly onBacklog: (backlog: Backlog) => void;
  readonly onError: (error: unknown) => void;
}

/** What the watchdog knows between two looks. */
export interface Watch {
  readonly handled: number;
  /** When progress was last seen, in milliseconds of a clock that nobody sets. */
  readonly progressAt: number;
  readonly replaced: boolean;
}

/** What one look sees. */
export interface Sight {
  readonly handled: number;
  /** Age of the oldest undone work. */
  readonly oldestSeconds: number;
  readonly now: number;
  readonly heard: boolean;
}

export type Judgement = { readonly watch: Watch; readonly act: 'none' | 'replace' | 'give-up' };

/** Judges from the ledger's backlog and the worker's own count whether it works: first replace, then give up. */
export function judge(watch: Watch, seen: Sight, limitSeconds: number): Judgement {
  const moved = seen.handled !== watch.handled;
  if (moved || !seen.heard || seen.oldestSeconds <= limitSeconds) {
    return { watch: { handled: seen.handled, progressAt: seen.now, replaced: false }, act: 'none' };
  }
  if (seen.now - watch.progressAt < limitSeconds * 1_000) return { watch, act: 'none' };
  if (watch.replaced) return { watch, act: 'give-up' };
  return { watch: { ...watch, progressAt: seen.now, replaced: true }, act: 'replace' };
}

/** Looks for a worker that is up but not working (bullmq #4585, #4378) until stopped. */
export function startWatchdog(pool: pg.Pool, worker: SupervisedWorker, settings: WatchdogSettings) {
  const stopping = new AbortController();
  let watch: Watch = { handled: 0, progressAt: performance.now(), replaced: false };

  async function look(): Promise<void> {
    const backlog = await measureBacklog(pool);
    settings.onBacklog(backlog);
    const seen = {
      handled: worker.figures.handled,
      oldestSeconds: backlog.oldestSeconds,
      // A span of time: the machine's clock may be set while it is measured.
      now: performance.now(),
      heard: settings.isHeard(),
    };
    const judgement = judge(watch, seen, settings.limitSeconds);
    watch = judgement.watch;
    const reason = `work waits for ${Math.round(backlog.oldestSeconds)} s and none was done`;
    if (judgement.act === 'replace') worker.reopen(reason);
    if (judgement.act === 'give-up') settings.onWedged(reason);
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await pause(settings.everyMs, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await look();
      } catch (error) {
        settings.onError(error);
      }
    }
  })();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
