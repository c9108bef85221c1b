import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Member } from './crew.ts';
import { timeUntilDone } from './ledger-watch.ts';
import { ringNeedlessly } from './noise.ts';
import { PAUSE_SECONDS, type Scale } from './scale.ts';
import type { World } from './world.ts';

/** What was done to the world, and how long it took to get over it. */
export interface FaultFigures {
  /** Kills by failpoint. */
  readonly kills: Record<string, number>;
  /** Points that nobody passed in time; the process was killed all the same. */
  readonly notReached: string[];
  randomKills: number;
  flushes: number;
  redisOutages: number;
  crashes: number;
  cutConnections: number;
  pauses: number;
  /** Times that all connections to a server were half dead, stalled, slow or cut, by server and fault. */
  readonly networks: Record<string, number>;
  /** Times that the clocks of a door and a worker were set. */
  clocksSet: number;
  /** Processes that were replaced by those of another build. */
  upgraded: number;
  /** Whether workers of another ledger served the same queue. */
  foreigners: boolean;
  /** Instances that were started on a folder with an owner, and that were turned away. */
  intruders: number;
  turnedAway: number;
  /** Doorbells of the harness for work that had its doorbell already. */
  rungNeedlessly: number;
  /** Milliseconds until all work was done that was due when a worker died; null where it took longer than a minute. */
  readonly recoveriesMs: (number | null)[];
  /** The same from the moment when Redis or PostgreSQL was back. */
  readonly resumesMs: (number | null)[];
}

const DOOR_POINTS = [
  'D1-request-checked',
  'D2-reply-unwritten',
  'C1-commit-gathered',
  'C2-commit-sent',
  'C3-committed-unanswered',
  'R2-doorbell-sent',
  'R3-doorbell-rung',
];
const WORKER_POINTS = [
  'W1-job-fetched',
  'W2-effect-decided',
  'W3-effects-done-unacknowledged',
  'T1-timer-claimed',
  'T2-timer-fired',
  'R1-effects-claimed',
  'C1-commit-gathered',
  'C2-commit-sent',
  'C3-committed-unanswered',
  'T3-timer-dropped-unsettled',
  'W4-draining',
];
/** Long, since a process has to start first; it only decides how late a point counts as not reached. */
const REACHED_WITHIN_MS = 30_000;
const DONE_WITHIN_MS = 60_000;

export function noFaults(): FaultFigures {
  return {
    kills: {},
    notReached: [],
    randomKills: 0,
    flushes: 0,
    redisOutages: 0,
    crashes: 0,
    cutConnections: 0,
    pauses: 0,
    networks: {},
    clocksSet: 0,
    upgraded: 0,
    foreigners: false,
    intruders: 0,
    turnedAway: 0,
    rungNeedlessly: 0,
    recoveriesMs: [],
    resumesMs: [],
  };
}

/** Has every job delivered again and again, in any order. */
export async function deliverTwice(
  world: World,
  { noiseSeconds }: Scale,
  figures: FaultFigures,
): Promise<void> {
  const signal = AbortSignal.timeout(noiseSeconds * 1_000);
  figures.rungNeedlessly += await ringNeedlessly(world.database, world.redis?.url, world.random, signal);
}

/** Kills every process at every point it passes, while Redis is emptied again and again. */
export async function strikeEverywhere(
  world: World,
  { strikes }: Scale,
  figures: FaultFigures,
): Promise<void> {
  const striking = new AbortController();
  const flushing = flushAgainAndAgain(world, striking.signal, figures);
  const { apis, workers } = world;
  await Promise.all([
    ...apis.map((member, n) => strikeMember(world, member, shareOf(DOOR_POINTS, n, strikes), figures)),
    ...workers.map((member, n) => strikeMember(world, member, shareOf(WORKER_POINTS, n, strikes), figures)),
  ]);
  striking.abort();
  await flushing;
}

/** Every point `strikes` times, dealt out among two. */
function shareOf(points: readonly string[], which: number, strikes: number): readonly string[] {
  const all = Array.from({ length: strikes }, () => points).flat();
  return all.filter((_, n) => n % 2 === which);
}

async function strikeMember(
  { random }: World,
  member: Member,
  points: readonly string[],
  figures: FaultFigures,
): Promise<void> {
  // A point that nobody passed in time gets a second chance at the end.
  const left = points.map((point) => ({ point, again: true }));
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const { point, again } = next;
    const visit = isRare(point) ? 1 : 1 + Math.floor(random() * 3);
    // What was sent must be on its way: the statement runs when the process dies.
    const after = /^(C2|R2)/.test(point) ? 1 + Math.floor(random() * 4) : 0;
    if (await member.strike(`${point}:kill:${visit}:${after}`, REACHED_WITHIN_MS)) {
      figures.kills[point] = (figures.kills[point] ?? 0) + 1;
    } else if (again) {
      left.push({ point, again: false });
    } else {
      figures.notReached.push(point);
    }
  }
}

/** Points that a process passes once, or only after something went wrong. */
function isRare(point: string): boolean {
  return /^(W2|W4|R1|T)/.test(point);
}

async function flushAgainAndAgain(
  { redis }: World,
  signal: AbortSignal,
  figures: FaultFigures,
): Promise<void> {
  if (redis === undefined) return;
  const client = new Redis(redis.url);
  client.on('error', () => undefined);
  while (!signal.aborted) {
    await client.flushall();
    figures.flushes++;
    await delay(1_500);
  }
  client.disconnect();
}

/** Takes the servers away under everybody's hands, while one worker sleeps past its locks. */
export async function takeServersAway(world: World, scale: Scale, figures: FaultFigures): Promise<void> {
  await Promise.all([sleepPastLocks(world, scale, figures), breakServers(world, scale, figures)]);
}

async function sleepPastLocks({ workers }: World, { pauses }: Scale, figures: FaultFigures): Promise<void> {
  for (let n = 0; n < pauses; n++) {
    const sleeper = workers[n % workers.length];
    sleeper?.pause();
    await delay(PAUSE_SECONDS * 1_000);
    sleeper?.resume();
    figures.pauses++;
    await delay(1_000);
  }
}

async function breakServers({ database, redis }: World, scale: Scale, figures: FaultFigures): Promise<void> {
  for (let n = 0; n < scale.cuts; n++) {
    figures.cutConnections += database.cutConnections();
    await delay(700);
  }
  for (let n = 0; n < scale.crashes; n++) {
    await database.crash();
    figures.crashes++;
    figures.resumesMs.push((await timeUntilDone(database, DONE_WITHIN_MS)) ?? null);
    await delay(1_000);
  }
  for (const seconds of redis === undefined ? [] : scale.redisDown) {
    await redis?.kill();
    await delay(seconds * 1_000);
    await redis?.restart();
    figures.redisOutages++;
    figures.resumesMs.push((await timeUntilDone(database, DONE_WITHIN_MS)) ?? null);
  }
}

/** Kills workers with work in hand, one or both at once, and takes the time until that work is done. */
export async function killWorkers(
  { workers, database }: World,
  { deaths }: Scale,
  figures: FaultFigures,
): Promise<void> {
  for (let n = 0; n < deaths; n++) {
    const dying = n % 3 === 2 ? workers : [workers[n % workers.length]];
    for (const member of dying) member?.kill();
    figures.recoveriesMs.push((await timeUntilDone(database, DONE_WITHIN_MS)) ?? null);
    figures.randomKills += dying.length;
    await delay(1_500);
  }
}

/** Anybody may die at any moment. */
export async function letMonkeyIn(
  world: World,
  { monkeySeconds }: Scale,
  figures: FaultFigures,
): Promise<void> {
  const everybody = [...world.apis, ...world.workers];
  const end = performance.now() + monkeySeconds * 1_000;
  while (performance.now() < end) {
    await delay(500 + world.random() * 4_500);
    everybody[Math.floor(world.random() * everybody.length)]?.kill();
    figures.randomKills++;
  }
}
