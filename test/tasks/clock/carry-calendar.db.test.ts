import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { CalendarOperation } from '../../../src/calendar/change/calendar-change.ts';
import { dueAt } from '../../../src/calendar/limits/due-at.ts';
import { type CalendarWatch, calendarRegister } from '../../../src/calendar/store/calendar-register.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { isoOf } from '../../../src/platform/clock.ts';
import { changeRegister } from '../../../src/register/change-register.ts';
import { seedRegister } from '../../../src/register/seed-register.ts';
import { watchRegister } from '../../../src/register/watch-register.ts';
import { type CarryParts, carryPage } from '../../../src/tasks/clock/carry-calendar.ts';
import { previewDeadlines } from '../../../src/tasks/clock/preview-deadlines.ts';
import type { Limit } from '../../../src/vocabulary/limit.ts';
import { county, shanghai } from '../../calendar/county-calendar.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';
import { type MovableClock, movableClock, WORKDAY_MORNING } from '../../support/movable-clock.ts';
import { dated } from '../dated-workflow.ts';
import { shippedCounty } from '../shipped-county.ts';

const actor = { principal: 'test', name: 'test' };
const settings = { ...ENGINE_SETTINGS, cacheCapacity: 2_000 };
const from = shanghai('2026-12-30 09:00');
const year2027: CalendarOperation = {
  op: 'setYear',
  year: { year: 2027, confirmed: true, days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }] },
};

let clock: MovableClock;
let pool: Pool;
let engine: Engine;
let watch: CalendarWatch;
let parts: CarryParts;

ledgerOfEachTest(
  10,
  async (opened, url) => {
    pool = opened;
    clock = await movableClock(url, WORKDAY_MORNING, { runs: true });
    await seedRegister(calendarRegister, pool, county, { by: 'test', at: isoOf(clock.now()) });
    ({ engine, watch, parts } = await started());
  },
  async () => {
    await clock.close();
  },
);

/** What a process that works has: an engine and a calendar of its own. */
async function started() {
  const own = createEngine(pool, createRegistry([dated]), clock.now, settings);
  const calendars = watchRegister(calendarRegister, pool, { now: () => 0, everyMs: 0 });
  await calendars.current();
  const inForce = { ...shippedCounty, calendar: () => calendars.latest().calendar };
  return {
    engine: own,
    watch: calendars,
    parts: { pool, engine: own, watch: calendars, county: inForce, clock: clock.now },
  };
}

async function submit(limit: Limit, calendar = county): Promise<string> {
  const { at, provisional } = dueAt({ calendar, from, limit });
  const input = { limit, from, dueAt: at, provisional };
  return (await engine.submit({ workflow: 'dated', input, actor })).id;
}

async function change(...operations: CalendarOperation[]): Promise<string> {
  const signed = { by: 'test', at: isoOf(clock.now()), today: '2026-11-25' };
  return (await changeRegister(calendarRegister, { pool, watch }, { reason: '试', operations }, signed)).after
    .version;
}

const seen = async (id: string) => {
  const { rows } = await pool.query<{ due_at: Date; revision: number; told: string[]; provisional: boolean }>(
    `SELECT due_at, revision, context -> 'told' AS told, (context ->> 'provisional')::boolean AS provisional
     FROM task WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  return {
    dueAt: row?.due_at.toISOString(),
    told: row?.told,
    provisional: row?.provisional,
    revision: row?.revision,
  };
};

async function walk(by = parts): Promise<void> {
  while (await carryPage(by));
}

/** Makes the newest version so old that every process has heard of it: the second walk begins. */
const age = () =>
  pool.query(`ALTER TABLE calendar_version DISABLE TRIGGER USER;
    UPDATE calendar_version SET at = at - interval '1 minute';
    ALTER TABLE calendar_version ENABLE TRIGGER USER`);
const unfinished = async () =>
  (await pool.query('SELECT version FROM calendar_carry WHERE done_at IS NULL')).rows.length;

describe('a changed calendar', () => {
  it('is told to every open task whose date moves or becomes certain, as foretold, and to no other', async () => {
    const stays = await submit({ workingDays: 1 });
    const moves = await submit({ workingDays: 2 });
    const settles = await submit({ date: '2027-03-01' });
    const ended = await submit({ workingDays: 2 });
    await engine.send({
      taskId: ended,
      event: { type: 'end', data: {} },
      actor,
      relations: () => ['anyone'],
    });
    const before = await Promise.all([moves, settles].map(seen));
    expect(before.map(({ provisional }) => provisional)).toEqual([true, true]);

    const digest = await change(year2027);
    const foretold = await previewDeadlines(
      { database: pool, registry: engine.registry },
      watch.latest().calendar,
    );
    expect(foretold.moved.map(({ deadline }) => deadline.id)).toEqual([moves]);
    expect(foretold.settled.map(({ id }) => id)).toEqual([settles]);
    await walk();

    const dates = foretold.moved.map(({ after }) => after);
    expect(await seen(moves)).toEqual({ dueAt: dates[0], told: [digest], provisional: false, revision: 2 });
    expect(dates).toEqual([shanghai('2027-01-04 17:30')]);
    expect(await seen(settles)).toMatchObject({ told: [digest], provisional: false, revision: 2 });
    expect(await seen(stays)).toMatchObject({ told: [], revision: 1 });
    expect(await seen(ended)).toMatchObject({ told: [], revision: 2 });
    expect(
      await previewDeadlines({ database: pool, registry: engine.registry }, watch.latest().calendar),
    ).toMatchObject({ moved: [], settled: [] });
  });

  it('is carried on where a process died among the tasks, each told once', async () => {
    const ids = await Promise.all(Array.from({ length: 450 }, async () => submit({ workingDays: 2 })));
    await change(year2027);
    let left = 250;
    const dying: CarryParts = {
      ...parts,
      engine: {
        registry: engine.registry,
        read: (taskId) => engine.read(taskId),
        send: (command) => {
          left -= 1;
          return left < 0 ? Promise.reject(new Error('killed')) : engine.send(command);
        },
      },
    };
    await expect(walk(dying)).rejects.toThrow('killed');
    expect(await unfinished()).toBe(1);

    await walk((await started()).parts);
    const states = await Promise.all(ids.map(seen));
    expect(new Set(states.map(({ dueAt: at }) => at))).toEqual(new Set([shanghai('2027-01-04 17:30')]));
    expect(new Set(states.map(({ revision }) => revision))).toEqual(new Set([2]));
  });

  it('is told once by two processes that carry it at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, async () => submit({ workingDays: 2 })));
    await change(year2027);
    const other = (await started()).parts;
    await Promise.all([walk(parts), walk(other)]);
    await Promise.all([walk(parts), walk(other)]);
    const states = await Promise.all(ids.map(seen));
    expect(new Set(states.map(({ revision }) => revision))).toEqual(new Set([2]));
  });

  it('is counted anew for a task that changed after it was read', async () => {
    const id = await submit({ workingDays: 2 });
    await change(year2027);
    let disturbed = false;
    const racing: CarryParts = {
      ...parts,
      engine: {
        registry: engine.registry,
        read: (taskId) => engine.read(taskId),
        send: async (command) => {
          if (!disturbed) {
            disturbed = true;
            const event = { type: 'note', data: {} };
            await engine.send({ taskId: id, event, actor, relations: () => ['anyone'] });
          }
          return engine.send(command);
        },
      },
    };
    await walk(racing);
    expect(await seen(id)).toMatchObject({ revision: 3, dueAt: shanghai('2027-01-04 17:30') });
  });

  it('finds in a second walk what a process that had not heard of it dispatched meanwhile', async () => {
    await change(year2027);
    await walk();
    const late = await submit({ workingDays: 2 }, county);
    await walk();
    expect(await seen(late)).toMatchObject({ told: [] });
    expect(await unfinished()).toBe(1);
    await age();
    await walk();
    expect(await seen(late)).toMatchObject({ revision: 2, dueAt: shanghai('2027-01-04 17:30') });
    expect(await unfinished()).toBe(0);
  });

  it('that is followed by another before it was carried is passed over for that one', async () => {
    const id = await submit({ workingDays: 2 });
    await change(year2027);
    const digest = await change({
      op: 'setCountyDay',
      day: { date: '2027-01-04', kind: 'holiday', name: '县庆' },
    });
    await walk();
    await age();
    await walk();
    expect(await seen(id)).toMatchObject({ told: [digest], dueAt: shanghai('2027-01-05 17:30') });
    expect(await unfinished()).toBe(0);
  });
});
