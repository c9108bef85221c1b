import { pause } from '../../platform/pause.ts';
import type { QueueBackend, QueueWorker, Ring } from '../queue/queue-backend.ts';

export interface SupervisedWorker {
  isRunning(): boolean;
  /** Replaces the worker under the hood, after a pause: for one that is up but not working. */
  reopen(reason: string): void;
  /** Stops taking doorbells and waits for those in hand, but not long: a queue that is away never lets go. */
  close(): Promise<void>;
  readonly figures: Readonly<WorkerFigures>;
}

export interface WorkerFigures {
  /** Doorbells answered. */
  handled: number;
  /** Times the worker was replaced. */
  reopened: number;
}

export interface SupervisionSettings {
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
  readonly onReopen: (reason: string) => void;
}

/** More errors than this within a second is a storm: BullMQ retries a lost PostgreSQL without any pause. */
const STORM = 50;
const PAUSE_MS = { first: 500, most: 5_000 };
/** Longest wait for what is in hand; what is not done by then is rung again. */
const GRACE_MS = 3_000;

/** Runs a queue worker and replaces it when its connection storms or the watchdog asks. */
export function superviseWorker(
  backend: QueueBackend,
  handle: (ring: Ring) => Promise<void>,
  settings: SupervisionSettings,
): SupervisedWorker {
  const figures: WorkerFigures = { handled: 0, reopened: 0 };
  const inHand = new Set<Promise<void>>();
  let current: QueueWorker | undefined;
  // A worker that was replaced may complain of its end; that says nothing of its successor.
  let generation = 0;
  let closed = false;
  let pauseMs = PAUSE_MS.first;
  let waiting: NodeJS.Timeout | undefined;

  async function answer(ring: Ring): Promise<void> {
    await handle(ring);
    figures.handled++;
    pauseMs = PAUSE_MS.first;
  }

  function take(ring: Ring): Promise<void> {
    const answering = answer(ring);
    inHand.add(answering);
    return answering.finally(() => inHand.delete(answering));
  }

  function open(): void {
    const own = generation;
    let window = { startedAt: performance.now(), errors: 0 };

    function onError(error: Error): void {
      const now = performance.now();
      if (now - window.startedAt > 1_000) window = { startedAt: now, errors: 0 };
      window.errors++;
      if (window.errors === 1) settings.onError(error);
      // Within the error event itself: a worker that loops without pause lets no timer run.
      if (window.errors > STORM && own === generation)
        reopen(`${STORM} errors within a second: ${error.message}`);
    }

    function onBroken(error: Error): void {
      if (own === generation) reopen(`it could not start: ${error.message}`);
    }

    current = backend.openWorker(take, { concurrency: settings.concurrency, onError, onBroken });
  }

  function reopen(reason: string): void {
    if (closed || current === undefined) return;
    const old = current;
    current = undefined;
    generation++;
    figures.reopened++;
    settings.onReopen(reason);
    old.abandon();
    waiting = setTimeout(open, pauseMs);
    pauseMs = Math.min(PAUSE_MS.most, pauseMs * 2);
  }

  open();
  return {
    figures,
    isRunning: () => current?.isRunning() ?? false,
    reopen,
    async close() {
      closed = true;
      clearTimeout(waiting);
      const inTime = new AbortController();
      const late = pause(GRACE_MS, inTime.signal).then(() => true);
      const done = Promise.allSettled([current?.close(), ...inHand]).then(() => false);
      if (await Promise.race([done, late])) current?.abandon();
      inTime.abort();
    },
  };
}
