import type pg from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import type { Bell } from '../../../src/engine/queue/queue-backend.ts';
import { createDispatcher, type Dispatcher } from '../../../src/engine/work/dispatch.ts';
import { startReconciler } from '../../../src/engine/work/reconcile.ts';
import { createWork, type EffectHandlers } from '../../../src/engine/work/work.ts';
import { faultyPool, type Mutation, type PoolFaults } from './faulty-pool.ts';
import type { Carrier } from './parcel/carrier.ts';
import { parcel } from './parcel/parcel-workflow.ts';
import { type RigClock, startRigClock } from './rig-clock.ts';

const ENGINE = { reconcileSeconds: 0.1, keyHours: 24, batchSize: 20, committers: 2, cacheCapacity: 100 };

export interface ProcessTerms {
  readonly connectionString: string;
  readonly faults: PoolFaults;
  readonly bell: Bell;
  readonly mutation: Mutation;
  /** A bug is planted: it stamps events by the machine's clock. */
  readonly believesMachine: boolean;
}

/** A simulated process, with connections and a clock of its own. */
export interface RigProcess {
  readonly pool: pg.Pool;
  readonly engine: Engine;
  readonly dispatcher: Dispatcher;
  readonly clock: RigClock;
  end(): Promise<void>;
}

/** Starts a process; what its commits leave to do, it rings for. */
export async function startRigProcess(terms: ProcessTerms): Promise<RigProcess> {
  const clock = await startRigClock(terms.believesMachine);
  const pool = faultyPool(terms.connectionString, terms.faults, terms.mutation);
  const engine = createEngine(pool, createRegistry([parcel]), clock.now, ENGINE);
  const dispatcher = createDispatcher(terms.bell, () => undefined);
  engine.onCommitted(({ after, work }) => {
    if (work.length > 0) dispatcher.dispatch(after.id);
  });
  return {
    pool,
    engine,
    dispatcher,
    clock,
    async end() {
      clock.stop();
      await dispatcher.drained();
      await pool.end();
    },
  };
}

export interface RigWorker extends RigProcess {
  /** Looks at the ledger that its reconciler has completed. */
  looks(): number;
  /** Takes no more work, and waits for what is in hand. */
  leave(): Promise<void>;
}

/** Starts a worker: a process that answers doorbells and rings for what the ledger says is due. */
export async function startRigWorker(
  terms: ProcessTerms,
  carrier: Carrier,
  handlers: EffectHandlers,
  onParked: (taskId: string) => void,
): Promise<RigWorker> {
  let looks = 0;
  const onDone = (name: string) => {
    if (name === 'take-ringable') looks++;
  };
  const process = await startRigProcess({ ...terms, faults: { ...terms.faults, onDone } });
  const { pool, engine, dispatcher } = process;
  const work = createWork(pool, engine, handlers, {
    maxAttempts: 4,
    retrySeconds: () => 0.1,
    onOutcome: (outcome, { taskId }) => {
      if (outcome === 'parked') onParked(taskId);
    },
  });
  const inHand = new Set<Promise<void>>();
  const left = carrier.serve((ring) => {
    const answering = work(ring).catch(() => undefined);
    inHand.add(answering);
    return answering.finally(() => inHand.delete(answering));
  });
  const now = () => engine.now();
  const settings = { reconcileSeconds: 0.03, everyMs: 50, batch: 50, now, onError: () => undefined };
  const reconciler = startReconciler(pool, dispatcher, settings);
  return {
    ...process,
    looks: () => looks,
    async leave() {
      left();
      await reconciler.stop();
      await Promise.all(inHand);
    },
  };
}
