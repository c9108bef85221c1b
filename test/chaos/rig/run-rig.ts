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
import { faultyPool, type Mutation, type PoolFaults } from './faulty-pool.ts';
import { createKeyedDoor, type DoorSettings } from './keyed-door.ts';
import { openEye } from './ledger-eye.ts';
import { createMeetings, type Meetings } from './meetings.ts';
import { type Life, liveParcel } from './parcel-life.ts';
import { parcel } from './parcel-workflow.ts';
import { createRest } from './rest.ts';
import { isIn, scenes } from './scenes.ts';

/** A bug to plant; the product itself is never changed. */
export interface Mutant extends Mutation {
  readonly keeps?: DoorSettings['keeps'];
  /** Alarms of parked effects are not heard. */
  readonly silent?: boolean;
}

export interface RigSettings {
  readonly seed: number;
  readonly parcels: number;
  /** When a round ends that does not come to rest; it is judged as it is then. */
  readonly patienceMs: number;
}

export interface RigRound {
  readonly verdict: Verdict;
  readonly history: readonly Operation[];
  readonly stored: Stored;
  readonly alarms: ReadonlySet<string>;
  /** Parcels that did not get to their end. */
  readonly unfinished: readonly string[];
}

/** Which events answer which effects, for the checker. */
export const PARCEL_ANSWERS = { prepare: ['prepared'] };

const ENGINE = { reconcileSeconds: 0.1, keyHours: 24, batchSize: 20, committers: 2, cacheCapacity: 100 };
const DOORS = 2;
const WORKERS = 2;

/** Two doors and two workers in one process, each with connections of its own, under faults; then the checker. */
export async function runRig(
  connectionString: string,
  { seed, parcels, patienceMs }: RigSettings,
  mutant: Mutant = {},
): Promise<RigRound> {
  const random = seededRandom(seed);
  const plain = new Pool({ connectionString, max: 4 });
  const meetings = createMeetings();
  const titleOf = createTitles(plain);
  const carrier = createCarrier({ random, lost: 0.15, mostCopies: 3, slowMs: 60, titleOf, meetings });
  const alarms = new Set<string>();
  const nonsense: Error[] = [];
  const onNonsense = (error: Error) => void nonsense.push(error);

  function createProcess(more: Partial<PoolFaults>) {
    const faults = { random, lostBefore: 0.05, lostAfter: 0.1, slowMs: 20, onNonsense };
    const pool = faultyPool(connectionString, { ...faults, ...more }, mutant);
    const engine = createEngine(pool, createRegistry([parcel]), Date.now, ENGINE);
    const dispatcher = createDispatcher(carrier.bell, () => undefined);
    engine.onCommitted(({ after, work }) => {
      if (work.length > 0) dispatcher.dispatch(after.id);
    });
    return { pool, engine, dispatcher };
  }

  const doorProcesses = Array.from({ length: DOORS }, () => createProcess({ meetings }));
  const looks = Array.from({ length: WORKERS }, () => 0);
  const workerProcesses = looks.map((_, n) =>
    createProcess({
      onDone: (name) => {
        if (name === 'take-ringable') looks[n] = (looks[n] ?? 0) + 1;
      },
    }),
  );
  const reconcilers = workerProcesses.map(({ pool, engine, dispatcher }): Reconciler => {
    const work = createWork(pool, engine, handlers(random, meetings), {
      maxAttempts: 4,
      retrySeconds: () => 0.1,
      onOutcome: (outcome, { taskId }) => {
        if (outcome === 'parked' && !mutant.silent) alarms.add(taskId);
      },
    });
    carrier.serve((ring) => work(ring).catch(() => undefined));
    const now = () => engine.now();
    const settings = { reconcileSeconds: 0.03, everyMs: 50, batch: 50, now, onError: () => undefined };
    return startReconciler(pool, dispatcher, settings);
  });

  const doors = doorProcesses.map(({ pool, engine }) =>
    createKeyedDoor(pool, engine, { keeps: mutant.keeps ?? 'in-commit' }),
  );
  const client = createClient({ doors, random, deafness: 0.15, patienceMs: patienceMs / 2 });
  let acting = 0;
  const act: Life['act'] = (work) => {
    acting++;
    return work().finally(() => acting--);
  };

  const eye = openEye(plain);
  const life = { client, eye, meetings, pool: plain, act };
  const unfinished: string[] = [];
  const live = async (title: string): Promise<void> => {
    if (!(await liveParcel(life, title))) unfinished.push(title);
  };
  // The poison stands in the ledger before all others, or a queue that it blocks would show by chance only.
  await live(scenes.poison);
  const living = Promise.all(titlesOf(parcels).map(live));
  const isAtRest = createRest((issued) => carrier.isDone(issued));
  const impatience = AbortSignal.timeout(patienceMs);
  await eye.watch(({ trace, rings, woke }) => {
    const moment = {
      trace: `${trace}/${client.history.length}`,
      busy: rings || woke || acting > 0,
      looks: [...looks],
      issued: carrier.issued(),
    };
    return isAtRest(moment) || impatience.aborted;
  });
  await living;

  for (const reconciler of reconcilers) await reconciler.stop();
  await carrier.stop();
  for (const { dispatcher, pool } of [...doorProcesses, ...workerProcesses]) {
    await dispatcher.drained();
    await pool.end();
  }
  const stored = await readStored(plain);
  await plain.end();
  const terms = { definitions: [parcel], alarms, answers: PARCEL_ANSWERS };
  if (nonsense.length > 0)
    throw new AggregateError(nonsense, `A bug was planted wrongly: ${nonsense[0]?.message}`);
  const verdict = check(client.history, stored, terms);
  return { verdict, unfinished, history: client.history, stored, alarms };
}

/** One parcel for each scene and as many again as the round asks for. */
function titlesOf(parcels: number): readonly string[] {
  const others = Object.values(scenes).filter((title) => title !== scenes.poison);
  return [...others, ...Array.from({ length: parcels }, (_, n) => `parcel ${n}`)];
}

/** Reads what stands on a parcel, once for each. */
function createTitles(pool: Pool): (taskId: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const read = async (taskId: string): Promise<string> => {
    const { rows } = await pool.query<{ title: string }>('SELECT title FROM task WHERE id = $1', [taskId]);
    return rows[0]?.title ?? '';
  };
  return (taskId) => {
    const title = known.get(taskId) ?? read(taskId);
    known.set(taskId, title);
    return title;
  };
}

/** Preparing fails now and then, and always for the poison; what came to two workers they prepare side by side. */
function handlers(random: () => number, meetings: Meetings): EffectHandlers {
  return {
    async prepare(taskId, params) {
      const { title } = params as { readonly title: string };
      const hasMet = isIn('twice', title) && (await meetings.come(taskId));
      if (isIn('poison', title) || (!hasMet && random() < 0.05)) throw new Error('not prepared');
      return { type: 'prepared', data: {} };
    },
  };
}
