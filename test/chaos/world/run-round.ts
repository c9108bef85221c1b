import { proveAll } from '../../../src/audit/proof.ts';
import { readDirectory } from '../../../src/directory/store/read-directory.ts';
import { workflows } from '../../../workflows/index.ts';
import { check, type Verdict } from '../checker/checker.ts';
import { COUNTY_ANSWERS } from '../checker/county-answers.ts';
import type { Operation } from '../checker/operation.ts';
import { readStored } from '../checker/stored.ts';
import { createClient } from '../client.ts';
import {
  deliverTwice,
  type FaultFigures,
  killWorkers,
  letMonkeyIn,
  noFaults,
  strikeEverywhere,
  takeServersAway,
} from './faults.ts';
import { createHttpDoor } from './http-door.ts';
import { comeToRest, countRungAgain } from './ledger-watch.ts';
import { breakNetworks, sendIntruders, setClocksWrong, upgrade } from './misfortunes.ts';
import { liveReformTask } from './reform-life.ts';
import type { Scale } from './scale.ts';
import { type Backend, startWorld, type World } from './world.ts';

export interface RoundTerms {
  readonly backend: Backend;
  readonly seed: number;
  readonly scale: Scale;
  /** Folder of an earlier build, with which everybody begins and which is replaced in mid-round. */
  readonly from?: string | undefined;
  readonly onProgress: (text: string) => void;
  /** Given what the clients wrote down, for those who want to look into it. */
  readonly onHistory?: (history: readonly Operation[]) => Promise<void>;
}

export interface Round {
  readonly backend: Backend;
  readonly seed: number;
  /** Folder of the build with which everybody began, where it was an earlier one. */
  readonly from: string | undefined;
  readonly seconds: number;
  /** Nothing lost, doubled or stuck, the proof holds, and a worker's death was made up for in time. */
  readonly held: boolean;
  readonly verdict: Verdict;
  /** Both under load and at rest. */
  readonly proofHolds: boolean;
  readonly faults: FaultFigures;
  readonly worstRecoveryMs: number | null;
  /** Doorbells that the ledger rang again because they were lost or nobody came; at least. */
  readonly rungAgainByLedger: number;
  readonly livesEnded: number;
  /** Times that a process ended by itself, e.g. because a server was away at its start, and was started again. */
  readonly gaveUp: number;
}

/** Longest that making up for a worker's death may take. */
export const RECOVERY_MS = 20_000;

/** One round: real processes under load and faults, then rest, then the checker and the proof. */
export async function runRound(terms: RoundTerms): Promise<Round> {
  const { backend, seed, scale, onProgress } = terms;
  const startedAt = performance.now();
  const say = (text: string) =>
    onProgress(`${((performance.now() - startedAt) / 1_000).toFixed(0)} s ${text}`);
  const world = await startWorld({ backend, seed, dist: terms.from });
  try {
    const faults = noFaults();
    const { database } = world;
    const ending = new AbortController();
    const counting = countRungAgain(database, ending.signal);
    const load = startLoad(world, scale.lives);
    say(
      'every job is delivered again and again, in any order, and workers of another ledger serve the queue',
    );
    const letForeignersGo = scale.befalls ? await world.admitForeigners() : undefined;
    faults.foreigners = scale.befalls;
    await deliverTwice(world, scale, faults);
    if (scale.befalls) {
      say('everybody is replaced, one by one');
      await upgrade(world, faults);
    }
    await letForeignersGo?.();
    say('processes are killed at every failpoint');
    await strikeEverywhere(world, scale, faults);
    say('servers are taken away, a worker sleeps past its locks');
    await takeServersAway(world, scale, faults);
    if (scale.befalls) say('connections are half dead, clocks are set wrong');
    if (scale.befalls)
      await Promise.all([breakNetworks(world, scale, faults), setClocksWrong(world, scale, faults)]);
    await sendIntruders(world.folder, scale, faults);
    // A proof that only held at rest would be of little use to an auditor.
    const proofUnderLoad = await prove(world);
    say('workers die with work in hand');
    await killWorkers(world, scale, faults);
    await letMonkeyIn(world, scale, faults);
    say('coming to rest');
    const livesEnded = await load.end();
    await terms.onHistory?.(load.history);
    await comeToRest(database, 90_000);
    ending.abort();
    const members = [...world.apis, ...world.workers];
    const alarms = alarmsIn(members.map((member) => member.output()).join('\n'));
    const stored = await readStored(database.pool);
    const verdict = check(load.history, stored, { definitions: workflows, alarms, ...COUNTY_ANSWERS });
    const proofHolds = (await prove(world)) && proofUnderLoad;
    say(`${verdict.verdict}, ${verdict.figures.acked} of ${verdict.figures.tried} commands acknowledged`);
    const worst = faults.recoveriesMs.includes(null) ? null : Math.max(0, ...faults.recoveriesMs.map(Number));
    return {
      backend,
      seed,
      from: terms.from,
      seconds: (performance.now() - startedAt) / 1_000,
      held:
        verdict.verdict === 'green' &&
        proofHolds &&
        worst !== null &&
        worst <= RECOVERY_MS &&
        faults.turnedAway === faults.intruders,
      verdict,
      proofHolds,
      faults,
      worstRecoveryMs: worst,
      rungAgainByLedger: await counting,
      livesEnded,
      gaveUp: members.reduce((sum, { figures }) => sum + figures.gaveUp, 0),
    };
  } finally {
    await world.stop();
  }
}

function startLoad({ database, doorUrls, keyOf, random }: World, lives: number) {
  const doors = doorUrls.map((baseUrl) => createHttpDoor({ baseUrl, keyOf }));
  const client = createClient({ doors, random, deafness: 0.02, patienceMs: 60_000 });
  const giveUp = new AbortController();
  const ending = new AbortController();
  let ended = 0;
  let next = 0;
  const running = unitsOf(database).then((units) => {
    const live = async (): Promise<void> => {
      while (!ending.signal.aborted) {
        await liveReformTask({ client, database, units, signal: giveUp.signal }, next++);
        ended++;
      }
    };
    return Promise.all(Array.from({ length: lives }, live));
  });
  return {
    history: client.history,
    /** Begins no more lives, waits for those under way, and answers with how many there were. */
    async end(): Promise<number> {
      ending.abort();
      const impatience = setTimeout(() => giveUp.abort(), 90_000);
      await running;
      clearTimeout(impatience);
      return ended;
    },
  };
}

async function unitsOf(database: World['database']) {
  return database.look<{ code: string; name: string }>(
    `SELECT code, name FROM unit WHERE kind = 'organ' AND until_on IS NULL ORDER BY code LIMIT 12`,
  );
}

function alarmsIn(output: string): ReadonlySet<string> {
  const lines = output.split('\n').filter((line) => line.includes('ALARM'));
  return new Set(lines.flatMap((line) => /"taskId":"([0-9a-f-]{36})"/.exec(line)?.[1] ?? []));
}

async function prove({ database }: World): Promise<boolean> {
  const directory = await readDirectory(database.pool);
  if (directory === undefined) return false;
  const { holds } = await proveAll(database.pool, workflows, directory, { now: Date.now });
  return holds;
}
