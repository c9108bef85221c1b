import { Pool } from 'pg';
import type { EffectHandlers } from '../../../src/engine/work/work.ts';
import { readLedgerIdentity } from '../../../src/platform/postgres/ledger-identity.ts';
import { seededRandom } from '../../bench/seeded-random.ts';
import { openTcpProxy, type TcpProxy } from '../../support/network/tcp-proxy.ts';
import { check, type Verdict } from '../checker/checker.ts';
import type { Operation } from '../checker/operation.ts';
import { readStored, type Stored } from '../checker/stored.ts';
import { createClient } from '../client.ts';
import type { Mutation } from './faulty-pool.ts';
import { openEye } from './ledger-eye.ts';
import { createMeetings, type Meetings } from './meetings.ts';
import { createCarrier } from './parcel/carrier.ts';
import { createKeyedDoor, type DoorSettings } from './parcel/keyed-door.ts';
import { type Life, liveParcel } from './parcel/parcel-life.ts';
import { parcel } from './parcel/parcel-workflow.ts';
import { createRest, createStandstill } from './rest.ts';
import { type RigWorker, startRigProcess, startRigWorker } from './rig-process.ts';
import { createRigQueue } from './rig-queue.ts';
import { isIn, scenes } from './scenes.ts';
import { createStalls } from './stalls.ts';
import { AT, HOUR_MS, type Trial } from './trials.ts';

/** A bug to plant; the product itself is never changed. */
export interface Mutant extends Mutation {
  readonly keeps?: DoorSettings['keeps'];
  /** Alarms of parked effects are not heard. */
  readonly silent?: boolean;
  /** Events are stamped by the machine's clock. */
  readonly believesMachine?: boolean;
  /** Commands to the queue wait for an answer without end. */
  readonly waitsForQueue?: boolean;
  /** Its doorbells hang where those of every ledger do. */
  readonly sharesQueue?: boolean;
  /** What a new program does to the ledger when it starts. */
  readonly onUpgrade?: string;
}

export interface RigSettings {
  readonly seed: number;
  readonly parcels: number;
  /** What befalls the processes, beyond what always does. */
  readonly trials?: readonly Trial[];
}

export interface RigRound {
  readonly verdict: Verdict;
  readonly history: readonly Operation[];
  readonly stored: Stored;
  readonly alarms: ReadonlySet<string>;
  /** Parcels that did not get to their end. */
  readonly unfinished: readonly string[];
  /** Trials that took place; a bug that only they bring to light is not found without. */
  readonly befell: ReadonlySet<Trial>;
}

/** Which events answer which effects, for the checker. */
export const PARCEL_ANSWERS = { prepare: ['prepared'] };

/** How long a client asks for one answer. */
const COMMAND_MS = 120_000;
const DOORS = 2;
const WORKERS = 2;

/** Two doors and two workers in one process, each with connections of its own, under faults; then the checker. */
export async function runRig(
  connectionString: string,
  { seed, parcels, trials = [] }: RigSettings,
  mutant: Mutant = {},
): Promise<RigRound> {
  const random = seededRandom(seed);
  const plain = new Pool({ connectionString, max: 4 });
  const meetings = createMeetings();
  const stalls = createStalls();
  const alarms = new Set<string>();
  const befell = new Set<Trial>();
  const nonsense: Error[] = [];
  const onNonsense = (error: Error) => void nonsense.push(error);
  /** Whether a trial is to take place now, which it does once. */
  const begins = (trial: Trial): boolean => {
    if (!trials.includes(trial) || befell.has(trial)) return false;
    befell.add(trial);
    return true;
  };

  const isTakenByOthers =
    begins('foreignFleet') && (mutant.sharesQueue ?? (await sharesIdentity(connectionString)));
  const carrier = createCarrier({
    random,
    lost: 0.15,
    mostCopies: 3,
    slowMs: 60,
    titleOf: createTitles(plain),
    meetings,
    stalls,
    onUnheard: befall,
    isTakenByOthers,
  });
  const queue = createRigQueue(carrier.bell, mutant.waitsForQueue !== true);
  const proxied = trials.includes('deadDatabase') ? await throughProxy(plain, connectionString) : undefined;

  const faults = { random, lostBefore: 0.05, lostAfter: 0.1, slowMs: 20, onNonsense };
  const common = { mutation: mutant, believesMachine: mutant.believesMachine === true };
  const startDoor = () =>
    startRigProcess({ ...common, connectionString, bell: carrier.bell, faults: { ...faults, meetings } });
  const startWorker = (n: number) =>
    startRigWorker(
      {
        ...common,
        connectionString: proxied?.connectionString ?? connectionString,
        bell: queue.bellOf(n),
        faults: {
          ...faults,
          stalls,
          ...(proxied === undefined ? {} : { limitSeconds: 1 }),
        },
      },
      carrier,
      handlers(random, meetings),
      (taskId) => void (mutant.silent || alarms.add(taskId)),
    );
  const doorProcesses = await Promise.all(Array.from({ length: DOORS }, startDoor));
  const workers: RigWorker[] = await Promise.all(Array.from({ length: WORKERS }, (_, n) => startWorker(n)));
  const retired: RigWorker[] = [];
  let upgrading: Promise<void> = Promise.resolve();

  function setClocks(hours: number): void {
    doorProcesses[0]?.clock.setAhead(hours * HOUR_MS);
    workers[0]?.clock.setAhead(hours * HOUR_MS);
    workers[1]?.clock.setAhead(-hours * HOUR_MS);
  }

  function befall(nth: number): void {
    if (nth === AT.jumpEnds) setClocks(0);
    if (nth === AT.databaseDies && begins('deadDatabase')) {
      proxied?.proxy.drop();
      setTimeout(() => void proxied?.proxy.heal(), DEAD_MS);
    }
    if (nth === AT.queueDies && begins('deadQueue')) queue.die(WORKERS);
    if (nth === AT.upgrade && begins('upgrade')) upgrading = upgrade();
  }

  /** One after the other, so that old and new are there side by side. */
  async function upgrade(): Promise<void> {
    for (let n = 0; n < WORKERS; n++) {
      const old = workers[n];
      if (mutant.onUpgrade !== undefined) await plain.query(mutant.onUpgrade);
      const next = await startWorker(n);
      if (old !== undefined) {
        workers[n] = next;
        retired.push(old);
        await old.leave();
      }
    }
  }

  if (begins('jump')) setClocks(1);
  // Its parcel brings it about.
  begins('stall');
  const doors = doorProcesses.map(({ pool, engine }) =>
    createKeyedDoor(pool, engine, { keeps: mutant.keeps ?? 'in-commit' }),
  );
  const client = createClient({ doors, random, deafness: 0.15, patienceMs: COMMAND_MS });
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
  const living = Promise.all(titlesOf(parcels, trials).map(live));
  const isAtRest = createRest((issued) => carrier.isDone(issued));
  // A round that does not come to rest is judged as it is then.
  const isStill = createStandstill();
  await eye.watch(({ trace, rings, woke }) => {
    const moment = {
      trace: `${trace}/${client.history.length}/${retired.length}`,
      busy: rings || woke || acting > 0,
      looks: workers.map((worker) => worker.looks()),
      issued: carrier.issued(),
    };
    return isAtRest(moment) || isStill(moment.trace);
  });
  await living;

  // Whoever still waits for an answer that never comes is told so now: a planted bug must not hold up the others.
  queue.heal();
  await proxied?.proxy.heal();
  proxied?.proxy.cutAll();
  await upgrading;
  for (const worker of workers) await worker.leave();
  await carrier.stop();
  for (const process of [...doorProcesses, ...workers, ...retired]) await process.end();
  await proxied?.proxy.close();
  const stored = await readStored(plain);
  await plain.end();
  const terms = { definitions: [parcel], alarms, answers: PARCEL_ANSWERS };
  if (nonsense.length > 0)
    throw new AggregateError(nonsense, `A bug was planted wrongly: ${nonsense[0]?.message}`);
  const verdict = check(client.history, stored, terms);
  return { verdict, unfinished, history: client.history, stored, alarms, befell };
}

/** How long connections carry nothing: less than the limit after which they are given up, so that it must be kept. */
const DEAD_MS = 500;

/** The ledger's own TCP port behind a proxy that can break it. */
async function throughProxy(
  pool: Pool,
  connectionString: string,
): Promise<{ readonly proxy: TcpProxy; readonly connectionString: string }> {
  const { rows } = await pool.query<{ port: number; name: string }>(
    `SELECT current_setting('port')::int AS port, current_database() AS name`,
  );
  const [{ port, name } = { port: 0, name: '' }] = rows;
  const proxy = await openTcpProxy(port);
  const account = /^postgresql:\/\/([^@]*)@/.exec(connectionString)?.[1] ?? '';
  return { proxy, connectionString: `postgresql://${account}@127.0.0.1:${proxy.port}/${name}` };
}

/** Whether the doorbells of this ledger hang where those of another in the same cluster do. */
async function sharesIdentity(connectionString: string): Promise<boolean> {
  const other = connectionString.replace(/\/test_[0-9a-f]+\?/, '/postgres?');
  if (other === connectionString) throw new Error('Expected a test database.');
  const [own, theirs] = await Promise.all([connectionString, other].map((one) => readLedgerIdentity(one)));
  return own === theirs;
}

/** One parcel for each scene and as many again as the round asks for. */
function titlesOf(parcels: number, trials: readonly Trial[]): readonly string[] {
  const others = Object.values(scenes).filter(
    (title) => title !== scenes.poison && (title !== scenes.stalled || trials.includes('stall')),
  );
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
      const isMet = isIn('twice', title) || isIn('stalled', title);
      const hasMet = isMet && (await meetings.come(taskId));
      if (isIn('poison', title) || (!hasMet && random() < 0.05)) throw new Error('not prepared');
      return { type: 'prepared', data: {} };
    },
  };
}
