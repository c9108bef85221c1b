import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { TunnelRecord } from '../support/network/tunnel.ts';
import type { Load } from './load.ts';
import { type Cell, HALF_DEAD } from './roles.ts';
import type { Stage } from './stage.ts';

/** How one strike went; milliseconds, and undefined where there was nothing to measure. */
export interface Outcome {
  readonly cell: Cell;
  /** Connections that were struck. */
  readonly struck: number;
  /** From when a dead connection was first used until its owner gave it up; the longest. */
  readonly replacedMs: number | undefined;
  /** From the strike until the door said that it is not ready. */
  readonly toldMs: number | undefined;
  /** From the healing until a new task was registered and routed. */
  readonly resumedMs: number;
  /** Processes that ended, or complained of an error that nobody caught. */
  readonly broken: readonly string[];
}

export interface Holding {
  /** How long the fault lasts at least. */
  readonly ms: number;
  /** Whether it lasts until the door has told of it, where it has to. */
  readonly untilTold: boolean;
}

const PATIENCE_MS = 60_000;

/** Strikes one role under load, heals the network, and measures. */
export async function strike(stage: Stage, load: Load, cell: Cell, holding: Holding): Promise<Outcome> {
  const { fault, role } = cell;
  await load.once();
  const proxy = stage.proxies[role.part][role.server];
  if (proxy === undefined) throw new Error(`There is no ${role.server} on this stage.`);
  const began = performance.now();
  const since = proxy.records.length;
  await proxy.strike(fault, role.name);
  const telling = role.promised === true && holding.untilTold && fault !== 'slow' && fault !== 'reset';
  const [toldMs] = await Promise.all([telling ? timeUntilTold(stage, began) : undefined, delay(holding.ms)]);
  const isOfRole = ({ name }: TunnelRecord) => role.name === undefined || role.name.test(name ?? '');
  const struck = proxy.records.filter((record) => isOfRole(record) && (record.struckAt ?? 0) >= began);
  // Those that were opened meanwhile never became a connection; what was one has to be let go of.
  const were = proxy.records.slice(0, since).filter((record) => struck.includes(record));
  await proxy.heal();
  const resumedMs = await load.resumed();
  return {
    cell,
    struck: struck.length,
    replacedMs: HALF_DEAD.includes(fault) ? await longestUse(were) : undefined,
    toldMs,
    resumedMs,
    broken: brokenParts(stage),
  };
}

async function timeUntilTold({ url }: Stage, began: number): Promise<number> {
  const isUnready = async () =>
    (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).status === 503;
  await eventually(isUnready, { withinMs: PATIENCE_MS, everyMs: 100, what: 'a door that is not ready' });
  return performance.now() - began;
}

/** Of dead connections that were used; Infinity where one is held on to. */
async function longestUse(records: readonly TunnelRecord[]): Promise<number | undefined> {
  const used = records.filter(({ askedAt }) => askedAt !== undefined);
  if (used.length === 0) return undefined;
  const gone = await eventually(() => used.every(({ closedAt }) => closedAt !== undefined), {
    withinMs: PATIENCE_MS,
    everyMs: 100,
  }).catch(() => false);
  if (!gone) return Number.POSITIVE_INFINITY;
  return Math.max(...used.map(({ askedAt = 0, closedAt = 0 }) => closedAt - askedAt));
}

function brokenParts({ programs }: Stage): readonly string[] {
  return Object.entries(programs).flatMap(([part, program]) => {
    const text = program.output();
    const complaint = /[^\n]*(uncaught|unhandled)[^\n]*/i.exec(text)?.[0];
    const ended = program.hasEnded() ? [`${part} ended: ${text.slice(-500)}`] : [];
    return complaint === undefined ? ended : [...ended, `${part}: ${complaint}`];
  });
}
