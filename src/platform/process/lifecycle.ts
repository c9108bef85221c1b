import type { Log } from './log.ts';

/** What a step of the stop does. */
export type StopStep = () => Promise<void> | void;

export interface Lifecycle {
  /** Registers a step; steps run one by one, the last registered first, as things were started. */
  onStop(name: string, step: StopStep): void;
  /** Runs the steps once; further calls get the same promise. Never rejects: failures are logged and counted. */
  stop(reason: string): Promise<StopReport>;
  /** Whether the stop has begun; readiness turns red with it. */
  isStopping(): boolean;
}

export interface StopReport {
  readonly reason: string;
  /** Names of the steps that threw or were not done in time. */
  readonly failed: readonly string[];
}

/** All steps together; what is not done by then is given up. */
export const STOP_LIMIT_MS = 10_000;

/** Of the time that is left, what one step may use up: those after it want some too, the database above all. */
const SHARE = 0.7;

/** Keeps the list of what must be put away before the process may end. */
export function createLifecycle(log: Log, limitMs = STOP_LIMIT_MS): Lifecycle {
  const steps: { readonly name: string; readonly step: StopStep }[] = [];
  let stopping: Promise<StopReport> | undefined;

  async function run(reason: string): Promise<StopReport> {
    log.info({ reason }, 'Stopping.');
    const failed: string[] = [];
    const end = performance.now() + limitMs;
    for (const [left, { name, step }] of [...steps.entries()].toReversed()) {
      const remaining = Math.max(0, end - performance.now());
      try {
        await within(left === 0 ? remaining : remaining * SHARE, step);
      } catch (error) {
        failed.push(name);
        log.error({ error, step: name }, 'A step of the stop failed.');
      }
    }
    log.info({ reason, failed }, 'Stopped.');
    return { reason, failed };
  }

  return {
    onStop: (name, step) => void steps.push({ name, step }),
    stop: async (reason) => (stopping ??= run(reason)),
    isStopping: () => stopping !== undefined,
  };
}

/**
 * Stops on SIGINT and SIGTERM and ends the process: exit code 0 when every step was done, 1 when one failed.
 * A second signal ends it at once.
 */
export function stopOnSignals(lifecycle: Lifecycle): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (lifecycle.isStopping()) process.exit(1);
      void lifecycle.stop(signal).then(({ failed }) => process.exit(failed.length === 0 ? 0 : 1));
    });
  }
}

async function within(limitMs: number, step: StopStep): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`not done in the ${Math.round(limitMs)} ms that were left`)),
      limitMs,
    );
  });
  try {
    await Promise.race([(async () => step())(), late]);
  } finally {
    clearTimeout(timer);
  }
}
