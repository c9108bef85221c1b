import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { createDispatcher } from '../../../src/engine/dispatch.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { type Reconciler, startReconciler } from '../../../src/engine/reconcile.ts';
import { createRegistry } from '../../../src/engine/registry.ts';
import { createWork, type EffectHandlers } from '../../../src/engine/work.ts';
import { seededRandom } from '../../bench/seeded-random.ts';
import { check, type Verdict } from '../checker.ts';
import { createClient } from '../client.ts';
import type { Operation } from '../operation.ts';
import { readStored, type Stored } from '../stored.ts';
import { createCarrier } from './carrier.ts';
import { faultyPool, type Mutation } from './faulty-pool.ts';
import { createKeyedDoor, type DoorSettings } from './keyed-door.ts';
import { liveParcel } from './parcel-life.ts';
import { parcel } from './parcel-workflow.ts';

/** A bug to plant; the product itself is never changed. */
export interface Mutant extends Mutation {
  readonly keeps?: DoorSettings['keeps'];
  /** Alarms of parked effects are not heard. */
  readonly silent?: boolean;
}

export interface RigSettings {
  readonly seed: number;
  readonly parcels: number;
  /** How long a round may take before what is not done counts as stuck. */
  readonly patienceMs: number;
}

export interface RigRound {
  readonly verdict: Verdict;
  readonly history: readonly Operation[];
  readonly stored: Stored;
  readonly alarms: ReadonlySet<string>;
}

/** Which events answer which effects, for the checker. */
export const PARCEL_ANSWERS = { prepare: ['prepared'] };

const ENGINE = { reconcileSeconds: 0.1, keyHours: 24, batchSize: 20, committers: 2, cacheCapacity: 100 };

/** Two doors and two workers in one process, each with connections of its own, under faults; then the checker. */
export async function runRig(
  connectionString: string,
  { seed, parcels, patienceMs }: RigSettings,
  mutant: Mutant = {},
): Promise<RigRound> {
  const random = seededRandom(seed);
  const plain = new Pool({ connectionString, max: 4 });
  const carrier = createCarrier({ random, lost: 0.15, mostCopies: 3, slowMs: 60 });
  const alarms = new Set<string>();
  const faults = { random, lostBefore: 0.05, lostAfter: 0.1, slowMs: 20 };

  const processes = Array.from({ length: 4 }, () => {
    const pool = faultyPool(connectionString, faults, mutant);
    const engine = createEngine(pool, createRegistry([parcel]), Date.now, ENGINE);
    const dispatcher = createDispatcher(carrier.bell, () => undefined);
    engine.onCommitted(({ after, work }) => {
      if (work.length > 0) dispatcher.dispatch(after.id);
    });
    return { pool, engine, dispatcher };
  });
  const reconcilers = processes.slice(2).map(({ pool, engine, dispatcher }): Reconciler => {
    const work = createWork(pool, engine, handlers(random), {
      maxAttempts: 4,
      retrySeconds: () => 0.1,
      onOutcome: (outcome, { taskId }) => {
        if (outcome === 'parked' && !mutant.silent) alarms.add(taskId);
      },
    });
    carrier.serve((ring) => work(ring).catch(() => undefined));
    const settings = { reconcileSeconds: 0.1, everyMs: 50, batch: 50, onError: () => undefined };
    return startReconciler(pool, dispatcher, settings);
  });

  const doors = processes
    .slice(0, 2)
    .map(({ pool, engine }) => createKeyedDoor(pool, engine, { keeps: mutant.keeps ?? 'in-commit' }));
  const client = createClient({ doors, random, deafness: 0.15, patienceMs: patienceMs / 2 });
  const signal = AbortSignal.timeout(patienceMs);
  const titles = Array.from({ length: parcels }, (_, n) => (n === 1 ? 'poison' : `parcel ${n}`));
  await Promise.all(titles.map((title) => liveParcel({ client, pool: plain, signal }, title)));
  await rest(plain, signal);

  for (const reconciler of reconcilers) await reconciler.stop();
  await carrier.stop();
  for (const { dispatcher, pool } of processes) {
    await dispatcher.drained();
    await pool.end();
  }
  const stored = await readStored(plain);
  await plain.end();
  const terms = { definitions: [parcel], alarms, answers: PARCEL_ANSWERS };
  return { verdict: check(client.history, stored, terms), history: client.history, stored, alarms };
}

/** Preparing fails now and then, and always for the poison. */
function handlers(random: () => number): EffectHandlers {
  return {
    prepare: (_taskId, params) =>
      (params as { title: string }).title.startsWith('poison') || random() < 0.05
        ? Promise.reject(new Error('not prepared'))
        : Promise.resolve({ type: 'prepared', data: {} }),
  };
}

/** Waits until nothing is due any more, and stays so. */
async function rest(pool: Pool, signal: AbortSignal): Promise<void> {
  for (let quiet = 0; quiet < 3 && !signal.aborted; ) {
    const { rows } = await pool.query<{ due: number }>(
      `SELECT count(*)::int AS due FROM effect WHERE parked_at IS NULL AND (due_at IS NULL OR due_at <= now() + interval '1 second')`,
    );
    quiet = rows[0]?.due === 0 ? quiet + 1 : 0;
    await delay(60);
  }
}
