import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dueAt } from '../../../src/calendar/limits/due-at.ts';
import { carryPage } from '../../../src/tasks/clock/carry-calendar.ts';
import type { Limit } from '../../../src/vocabulary/limit.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { dated } from '../../tasks/dated-workflow.ts';
import { desk } from '../stage/desk-workflow.ts';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const ADMIN = '330523-TF/AD';
const TASK_FORCE = '330523-TF/A';
const CALENDAR = '/api/v1/calendar';
const CHANGES = `${CALENDAR}/changes`;
const DRY = `${CHANGES}?dryRun=true`;

const from = shanghai('2098-12-30 09:00');
const year = (number: number, days: object[] = [], confirmed = true) => ({
  op: 'setYear',
  year: { year: number, confirmed, days },
});
const holiday = (date: string) => ({ date, kind: 'holiday', name: '元旦' });
const change = (...operations: object[]) => ({ reason: '国办发明电〔2097〕7号', operations });

interface Plan {
  readonly version: number;
  readonly deadlines: {
    readonly moved: { readonly count: number; readonly tasks: { task: string; newDueAt: string }[] };
    readonly settled: { readonly tasks: { task: string }[] };
  };
}

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ workflows: [desk, dated] });
});
afterAll(() => open.close());

const version = () => open.deps.calendars.latest().version;

async function submit(limit: Limit): Promise<string> {
  const { at, provisional } = dueAt({ calendar: open.deps.county.calendar(), from, limit });
  const input = { limit, from, dueAt: at, provisional };
  const task = await open.engine.submit({
    workflow: 'dated',
    input,
    actor: { principal: 'test', name: 'test' },
  });
  return task.id;
}

async function carry(): Promise<void> {
  const { pool, engine, deps } = open;
  while (await carryPage({ pool, engine, watch: deps.calendars, county: deps.county, clock: deps.clock }));
}

describe('the calendar', () => {
  it('is read by everybody: years with whether they are confirmed, office hours, days of the county', async () => {
    const answer = await open.as('330523-O1/A').get(CALENDAR);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        version: 1,
        by: { id: 'test' },
        content: { officeHours: [{ since: '2000-01-01' }], countyDays: [] },
      },
    });
    const { content } = answer.body as { content: { years: { year: number; confirmed: boolean }[] } };
    expect(content.years.map(({ year: number, confirmed }) => [number, confirmed])).toEqual([
      [2024, true],
      [2025, true],
      [2026, true],
    ]);
  });

  it('tells day by day whether offices are open, and in a year that is not announced that this may change', async () => {
    const answer = await open.as('330523-O1/A').get(`${CALENDAR}/days?from=2026-12-31&to=2027-01-02`);
    expect(answer.body).toMatchObject({
      workingDays: 2,
      days: [
        {
          date: '2026-12-31',
          working: true,
          provisional: false,
          sessions: [{ from: '08:30', to: '12:00' }, {}],
        },
        { date: '2027-01-01', working: true, provisional: true },
        { date: '2027-01-02', working: false, provisional: true, sessions: [] },
      ],
    });
    const names = await open.as(ADMIN).get(`${CALENDAR}/days?from=2026-10-01&to=2026-10-01`);
    expect(names.body).toMatchObject({ days: [{ working: false, name: '国庆节' }] });
  });

  it.each([
    'from=2026-12-31&to=2026-12-30',
    'from=2026-01-01&to=2027-12-31',
    'from=2026-02-30&to=2026-03-01',
  ])('answers no such span: %s', async (span) => {
    const answer = await open.as(ADMIN).get(`${CALENDAR}/days?${span}`);
    expect(answer.body).toMatchObject({ status: 400, code: 'query-invalid' });
  });
});

describe('a change of the calendar', () => {
  it('foretells in a dry run exactly what then happens, and changes nothing by it', async () => {
    const [moves, settles, stays] = [
      await submit({ workingDays: 2 }),
      await submit({ date: '2099-03-01' }),
      await submit({ date: '2026-03-02' }),
    ];
    const asked = change(year(2098), year(2099, [holiday('2099-01-01')]));
    const before = await open.tally();
    const dry = await open.as(ADMIN).post(DRY, asked);
    expect(dry).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        made: false,
        version: 1,
        deadlines: { open: 3, moved: { count: 1 }, unchanged: 1 },
      },
    });
    expect(await withoutKeptAnswers(before)).toBe(true);
    const foretold = dry.body as Plan;
    expect(foretold.deadlines.moved.tasks).toMatchObject([
      { task: moves, newDueAt: shanghai('2099-01-02 17:30'), provisional: false },
    ]);
    expect(foretold.deadlines.settled.tasks).toMatchObject([{ task: settles }]);

    const made = await open.as(TASK_FORCE).post(CHANGES, asked);
    expect(made.body).toEqual({ ...foretold, dryRun: false, made: true, version: 2 });
    expect(version()).toBe(2);
    await carry();
    const due = async (id: string) => (await open.engine.read(id))?.facets.dueAt;
    expect(await due(moves)).toBe(foretold.deadlines.moved.tasks[0]?.newDueAt);
    expect((await open.engine.read(settles))?.snapshot.context).toMatchObject({ provisional: false });
    expect((await open.engine.read(stays))?.revision).toBe(1);
  });

  it('holds for the next request of everybody, coverage among it, with who asked for it and why', async () => {
    const day = '2026-12-07';
    const coverage = async () =>
      (await open.as(ADMIN).get(`/api/v1/coverage?from=${day}&days=1`)).body as { to: string };
    expect((await coverage()).to).toBe(day);
    const dayOff = { op: 'setCountyDay', day: { date: day, kind: 'holiday', name: '县庆' } };
    const made = await open.as(ADMIN).post(CHANGES, change(dayOff));
    expect(made.status).toBe(200);
    expect((await coverage()).to).toBe('2026-12-08');
    const history = await open.as('330523-TF/AU').get(`${CALENDAR}/history?limit=1`);
    expect(history.body).toMatchObject({
      items: [
        {
          version: version(),
          by: { id: 'p-TF-AD' },
          reason: change().reason,
          change: { operations: [dayOff] },
        },
      ],
    });
  });

  it.each<[string, object, string]>([
    ['a date outside the year', year(2030, [holiday('2031-01-01')]), '应为 2030 年的日期'],
    [
      'a make-up day on a weekday',
      year(2030, [{ date: '2030-01-01', kind: 'workday', name: '补班' }]),
      '调休上班日应为周六或周日',
    ],
    [
      'hours that overlap',
      {
        op: 'setOfficeHours',
        hours: {
          since: '2030-01-01',
          sessions: [
            { from: '08:00', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        },
      },
      '各时段应按先后排列且不重叠',
    ],
    ['a year beyond the calendar', year(2101), '2100'],
  ])('with %s is refused, naming it', async (_, operation, expectation) => {
    const before = await open.tally();
    for (const path of [DRY, CHANGES]) {
      const answer = await open.as(ADMIN).post(path, change(operation));
      expect(answer.body).toMatchObject({ status: 400, code: 'body-invalid' });
      expect(answer.text).toContain(expectation);
    }
    expect(await open.tally()).toBe(before);
  });

  it.each<[string, object, string]>([
    ['takes back what was never set', { op: 'removeCountyDay', date: '2030-05-05' }, 'countyDayUnknown'],
    ['changes nothing', year(2099, [holiday('2099-01-01')]), 'nothingChanges'],
    [
      'changes a day that has passed',
      { op: 'setCountyDay', day: { date: '2024-05-06', kind: 'holiday', name: '补记' } },
      'inThePast',
    ],
  ])('that %s is refused by name, in a dry run too', async (_, operation, code) => {
    const before = version();
    for (const path of [DRY, CHANGES]) {
      const answer = await open.as(ADMIN).post(path, change(operation));
      expect(answer.body).toMatchObject({ status: 409, code: 'calendar-conflict', conflicts: [{ code }] });
      expect((answer.body as { detail: string }).detail).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await open.deps.calendars.refresh()).version).toBe(before);
  });

  it.each(['330523-O1/A', '330523-O1/L', '330523-TF/D1', '330523-TF/AU'])('is not for %s', async (seat) => {
    expect((await open.as(seat).post(CHANGES, change(year(2031)))).status).toBe(403);
  });

  it('is made once under one key, however often it is sent, and seen by another door', async () => {
    const other = await openDoor({ onto: open });
    try {
      const key = { 'Idempotency-Key': freshKey() };
      const asked = change(year(2040));
      const first = await open.as(ADMIN).post(CHANGES, asked, key);
      const again = await other.as(ADMIN).post(CHANGES, asked, key);
      expect(again.text).toBe(first.text);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect((await other.deps.calendars.refresh()).version).toBe(version());
    } finally {
      await other.close();
    }
  });
});

/** Whether nothing has changed but the number of answers kept. */
async function withoutKeptAnswers(before: string): Promise<boolean> {
  const [now, then] = [await open.tally(), before].map((tally) => tally.split(' ').toSpliced(3, 1).join(' '));
  return now === then;
}
