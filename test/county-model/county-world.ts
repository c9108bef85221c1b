import type { Caller } from '../../src/access/caller.ts';
import { callerAt } from '../../src/access/caller-at.ts';
import { keyHolderOf } from '../../src/access/keys/evaluation-principals.ts';
import { type StandIns, standInsAt } from '../../src/access/relations/stand-ins.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createWork } from '../../src/engine/work/work.ts';
import { isoOf } from '../../src/platform/clock.ts';
import { createCountyEffects } from '../../src/tasks/answers/county-effects.ts';
import { carryPage } from '../../src/tasks/clock/carry-calendar.ts';
import { workflows } from '../../workflows/index.ts';
import { readStored } from '../chaos/checker/stored.ts';
import type { Answer } from '../http/stage/client.ts';
import { county } from '../http/stage/county.ts';
import { type OpenDoor, openDoor } from '../http/stage/open-door.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import type { Seen, Witness } from './seen.ts';

/** A Monday morning two weeks before Spring Festival. */
const START = '2025-01-13T01:00:00.000Z';
/** Rounds of work after which something must be going in a circle. */
const MOST_ROUNDS = 200;

/** The small county with its real door, store and workers, on a clock that only the model moves. */
export interface CountyWorld {
  readonly door: OpenDoor;
  /** Epoch milliseconds. */
  now(): number;
  /** Sends with the key of a seat. */
  post(
    seat: string,
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Who would come with the key of a seat just now; undefined where there is no such key. */
  callerAt(seat: string): Caller | undefined;
  readonly seats: readonly string[];
  /** Workers do whatever is due. */
  workOff(): Promise<void>;
  /** Time passes; workers do what falls due when it does, or find all of it at the end where they were away. */
  pass(ms: number, workersAreThere: boolean): Promise<void>;
  /** Whatever the engine remembers is forgotten. */
  restart(): void;
  see(isWorkedOff: boolean): Promise<Seen>;
  close(): Promise<void>;
}

/** Opens it in a database of its own. */
export async function openCounty(): Promise<CountyWorld> {
  const directory = county();
  const door = await openDoor({ workflows, directory, keptDirectory: true, at: START });
  const { deps, pool, moved } = door;
  const witnesses: Witness[] = [];
  const calendars: Seen['calendars'][number][] = [{ from: START, calendar: deps.county.calendar() }];
  const heads = new Map<string, string>();
  let work = workOf();
  let seen: { known: Directory; now: number; standIns: StandIns } | undefined;

  function workOf() {
    return createWork(pool, deps.engine, createCountyEffects(deps.county, moved.now), {
      maxAttempts: 3,
      retrySeconds: () => 0,
      onOutcome(outcome, { name, taskId }, error) {
        if (outcome !== 'failed' && outcome !== 'parked') return;
        throw new Error(`${name} of ${taskId} ${outcome}: ${String(error)}`, { cause: error });
      },
    });
  }

  async function workOff(): Promise<void> {
    await carryCalendar();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT task_id::text AS id FROM effect WHERE parked_at IS NULL AND (due_at IS NULL OR due_at <= $1)
        ORDER BY id`,
        [isoOf(clock.now())],
      );
      if (rows.length === 0) return;
      for (const { id } of rows) await work({ tasks: [id] });
    }
    throw new Error(`There is still work to do after ${MOST_ROUNDS} rounds.`);
  }

  const clock = moved;

  function rememberCalendar(): void {
    const calendar = deps.county.calendar();
    if (calendars.at(-1)?.calendar !== calendar) calendars.push({ from: isoOf(clock.now()), calendar });
  }

  /** A new calendar is carried to the open tasks. */
  async function carryCalendar(): Promise<void> {
    const { engine, county: goesBy, calendars: watch } = deps;
    const parts = { pool, engine, watch, county: goesBy, clock: clock.now };
    while (await carryPage(parts));
  }

  /** The next instant up to a given one at which a timer falls due. */
  async function nextDue(until: number): Promise<number | undefined> {
    const { rows } = await pool.query<{ ms: number | null }>(
      'SELECT (extract(epoch FROM min(due_at)) * 1000)::float8 AS ms FROM effect WHERE parked_at IS NULL AND due_at <= $1',
      [isoOf(until)],
    );
    return rows[0]?.ms ?? undefined;
  }

  async function bearWitness(): Promise<void> {
    const at = isoOf(clock.now());
    const { rows } = await pool.query<{ id: string; owner: string }>(
      'SELECT id::text, owner FROM task WHERE closed_at IS NULL',
    );
    for (const { id, owner } of rows) {
      const { person } = resolveSeat(deps.county.directory(), owner, at, { task: id });
      witnesses.push({ taskId: id, at, person: person.id });
    }
  }

  return {
    door,
    now: clock.now,
    seats: directory.seats.map(({ id }) => id),
    post: (seat, path, body, headers) => door.as(seat).post(path, body, headers),
    callerAt(seat) {
      const now = clock.now();
      const known = deps.county.directory();
      const holder = keyHolderOf(known, seat, now);
      if (holder === undefined) return undefined;
      const credential = { id: seat, label: 'model', expiresAt: null, boundAt: isoOf(now) };
      if (seen?.known !== known || seen.now !== now) seen = { known, now, standIns: standInsAt(known, now) };
      return callerAt({ holder, credential }, known, seen.standIns, now);
    },
    workOff,
    async pass(ms, workersAreThere) {
      // What is at this instant when it ends, stays so.
      await bearWitness();
      const until = clock.now() + ms;
      if (workersAreThere) {
        for (let due = await nextDue(until); due !== undefined; due = await nextDue(until)) {
          if (due > clock.now()) await clock.set(isoOf(due));
          await workOff();
        }
      }
      await clock.set(isoOf(until));
    },
    restart() {
      Object.assign(deps, {
        engine: createEngine(pool, createRegistry(workflows), clock.now, ENGINE_SETTINGS),
      });
      work = workOf();
    },
    async see(isWorkedOff) {
      rememberCalendar();
      const stored = await readStored(pool);
      const changed = stored.tasks.filter(({ id, head }) => heads.get(id) !== head);
      for (const { id, head } of changed) heads.set(id, head);
      return {
        changed: new Set(changed.map(({ id }) => id)),
        stored,
        directory: deps.county.directory(),
        calendar: deps.county.calendar(),
        calendars,
        now: isoOf(clock.now()),
        isWorkedOff,
        witnesses,
      };
    },
    close: () => door.close(),
  };
}
