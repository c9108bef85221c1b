import type pg from 'pg';
import { failpoint } from '../platform/failpoint.ts';
import type { Engine } from './engine.ts';
import { startFill } from './fill.ts';
import type { QueueBackend } from './queue/queue-backend.ts';
import type { Backlog } from './store/effects-store.ts';
import { createDispatcher, type Dispatcher, type DispatchFigures } from './work/dispatch.ts';
import { startHousekeeping } from './work/housekeeping.ts';
import { type ReconcileFigures, startReconciler } from './work/reconcile.ts';
import { startWatchdog } from './work/watchdog.ts';
import { createWork, type EffectHandlers, type Outcome } from './work/work.ts';
import { superviseWorker, type WorkerFigures } from './work/worker.ts';

export interface RuntimeLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface RuntimeSettings {
  readonly reconcileSeconds: number;
  readonly maxAttempts: number;
  readonly workerConcurrency: number;
  readonly watchdogSeconds: number;
  /** Hours after which an Idempotency-Key is forgotten. */
  readonly keyHours: number;
  readonly onWedged: (reason: string) => void;
}

export interface RuntimeFigures {
  readonly dispatch: Readonly<DispatchFigures>;
  readonly reconcile?: Readonly<ReconcileFigures>;
  readonly worker?: Readonly<WorkerFigures>;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  backlog: Backlog;
}

export interface Runtime {
  readonly figures: RuntimeFigures;
  readonly dispatcher: Dispatcher;
  /** Stops taking work and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Rings the bell after each commit of this process that left work; needed wherever events are taken. */
export function startDispatch(engine: Engine, backend: QueueBackend, log: RuntimeLog) {
  let stopping = false;
  const bell = backend.openBell(quietly(log, 'queue', () => stopping));
  const dispatcher = createDispatcher(bell, (error, tasks) => {
    log.warn(
      { error: textOf(error), tasks },
      'The queue did not take doorbells; the ledger will ring again.',
    );
  });
  engine.onCommitted(({ after, work }) => {
    if (work.length > 0) dispatcher.dispatch(after.id);
  });
  return {
    dispatcher,
    /** Waits for what was rung so far. What the queue's connection says of its own end is no news. */
    async stop(): Promise<void> {
      await dispatcher.drained();
      stopping = true;
      await bell.close();
    },
  };
}

/** Starts what does the work: queue worker, reconciler with timers, watchdog. */
export function startRuntime(
  pool: pg.Pool,
  engine: Engine,
  backend: QueueBackend,
  handlers: EffectHandlers,
  settings: RuntimeSettings,
  log: RuntimeLog,
): Runtime {
  const dispatch = startDispatch(engine, backend, log);
  const { dispatcher } = dispatch;
  let stopping = false;
  const leftAlone = quietly(
    log,
    'work',
    () => false,
    'Tasks of a later program are left to it: finish the upgrade.',
  );
  const outcomes: Record<Outcome, number> = { done: 0, dropped: 0, raced: 0, left: 0, failed: 0, parked: 0 };
  const work = createWork(pool, engine, handlers, {
    maxAttempts: settings.maxAttempts,
    retrySeconds: (attempts) => Math.min(300, 2 ** attempts),
    onOutcome: (outcome, { taskId, revision, position, name }, error) => {
      outcomes[outcome]++;
      const fields = { taskId, revision, position, effect: name, error: textOf(error) };
      if (outcome === 'left') leftAlone(undefined);
      if (outcome === 'failed') log.warn(fields, 'An effect failed and will be tried again.');
      if (outcome === 'parked') log.error(fields, 'ALARM: an effect used up its attempts and is parked.');
    },
  });
  const worker = superviseWorker(backend, work, {
    concurrency: settings.workerConcurrency,
    onError: quietly(log, 'worker', () => stopping),
    onReopen: (reason) => {
      log.warn({ reason }, 'The queue worker is replaced.');
    },
  });
  const onError = quietly(log, 'ledger');
  const { reconcileSeconds } = settings;
  const reconciler = startReconciler(pool, dispatcher, {
    reconcileSeconds,
    everyMs: 500,
    batch: 500,
    now: () => engine.now(),
    onError,
  });
  const housekeeping = startHousekeeping(pool, { keyHours: settings.keyHours, everyMs: 600_000, onError });
  const fill = startFill(pool, engine.registry, { batch: 100, pauseMs: 20, onError });
  const figures: RuntimeFigures = {
    dispatch: dispatcher.figures,
    reconcile: reconciler.figures,
    worker: worker.figures,
    outcomes,
    backlog: { pending: 0, parked: 0, oldestSeconds: 0 },
  };
  const watchdog = startWatchdog(pool, worker, {
    limitSeconds: settings.watchdogSeconds,
    everyMs: 5_000,
    onWedged: settings.onWedged,
    isHeard: () => dispatcher.isHeard(),
    onBacklog: (backlog) => {
      figures.backlog = backlog;
    },
    onError,
  });
  return {
    figures,
    dispatcher,
    async stop() {
      await Promise.all([watchdog.stop(), housekeeping.stop(), fill.stop(), reconciler.stop()]);
      await failpoint('W4-draining');
      stopping = true;
      await worker.close();
      await dispatch.stop();
    },
  };
}

/** Logs the same trouble at most every ten seconds: an outage is one piece of news, not thousands. */
function quietly(
  log: RuntimeLog,
  part: string,
  isStopping = () => false,
  trouble = 'A connection is in trouble.',
): (error: unknown) => void {
  let last = { text: '', at: 0, more: 0 };
  return (error) => {
    if (isStopping()) return;
    const text = textOf(error) ?? '';
    const now = Date.now();
    if (text === last.text && now - last.at < 10_000) {
      last.more++;
      return;
    }
    log.warn({ part, error: text, repeated: last.more }, trouble);
    last = { text, at: now, more: 0 };
  };
}

function textOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
}
