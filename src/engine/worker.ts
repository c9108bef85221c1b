import type { QueueBackend, QueueWorker, Ring } from './queue/queue-backend.ts';

export interface SupervisedWorker {
  isRunning(): boolean;
  /** Replaces the worker under the hood: for one that is up but not working. */
  reopen(reason: string): Promise<void>;
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

/** Runs a queue worker and replaces it when its connection storms or the watchdog asks. */
export function superviseWorker(
  backend: QueueBackend,
  handle: (ring: Ring) => Promise<void>,
  settings: SupervisionSettings,
): SupervisedWorker {
  const figures: WorkerFigures = { handled: 0, reopened: 0 };
  let current: QueueWorker | undefined;
  let closed = false;
  let pauseMs = PAUSE_MS.first;
  let waiting: NodeJS.Timeout | undefined;
  let window = { startedAt: Date.now(), errors: 0 };

  function open(): void {
    current = backend.openWorker(
      async (ring) => {
        await handle(ring);
        figures.handled++;
        pauseMs = PAUSE_MS.first;
      },
      { concurrency: settings.concurrency, onError: countError },
    );
  }

  function countError(error: Error): void {
    const now = Date.now();
    if (now - window.startedAt > 1_000) window = { startedAt: now, errors: 0 };
    window.errors++;
    if (window.errors === 1) settings.onError(error);
    // Closing within the error event itself: a worker that loops without pause lets no timer run.
    if (window.errors > STORM && current !== undefined)
      void reopen(`${STORM} errors within a second: ${error.message}`);
  }

  async function reopen(reason: string): Promise<void> {
    const old = current;
    if (closed || old === undefined) return;
    current = undefined;
    figures.reopened++;
    settings.onReopen(reason);
    old.close(true).catch(settings.onError);
    const wait = pauseMs;
    pauseMs = Math.min(PAUSE_MS.most, pauseMs * 2);
    await new Promise<void>((resolve) => {
      waiting = setTimeout(() => {
        if (!closed) open();
        resolve();
      }, wait);
    });
  }

  open();
  return {
    figures,
    isRunning: () => current?.isRunning() ?? false,
    reopen,
    async close() {
      closed = true;
      clearTimeout(waiting);
      await current?.close();
    },
  };
}
