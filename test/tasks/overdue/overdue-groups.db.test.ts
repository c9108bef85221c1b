import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import { type OverdueQuery, readOverdue } from '../../../src/tasks/overdue/overdue.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { type EventGiven, idOf, insertEvents, insertRows, sourcesAt } from '../task-rows.ts';

const now = shanghai('2026-11-18 12:00');
const everything: ReadScope = { kind: 'everything' };
const O2 = '330523-O2/A';

let pool: Pool;

const due = shanghai('2026-11-11 17:30');
const dispatched = (owner = '330523-O1/A', dueAt = due): EventGiven => ({
  at: shanghai('2026-11-02 09:00'),
  type: 'routed',
  state: 'open.dispatched',
  owner,
  clock: 'receipt',
  dueAt,
});
const working = (at: string, clock: string, more: Partial<EventGiven> = {}): EventGiven => ({
  at: shanghai(at),
  type: 'report',
  state: 'open.working.handling',
  clock,
  dueAt: due,
  ...more,
});

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  const createdAt = shanghai('2026-11-02 08:30');
  await insertRows(pool, [
    { serial: 1, createdAt, state: 'open.working.handling', dueAt: due },
    { serial: 2, createdAt, state: 'open.dispatched', dueAt: due },
    {
      serial: 3,
      createdAt,
      state: 'open.claimed',
      dueAt: due,
      unit: '330523-O2',
      owner: O2,
      // Claimed in time: it is the review that is late.
      attention: '330523-TF/A',
      lateAt: shanghai('2026-11-16 17:30'),
      heldLight: 'green',
    },
    // Parked now, struck off, and given to another unit with a new due date: late once, but no more.
    { serial: 4, createdAt, state: 'parked' },
    { serial: 5, createdAt, state: 'struckOff', closedAt: shanghai('2026-11-17 10:00') },
    {
      serial: 6,
      createdAt,
      state: 'open.dispatched',
      dueAt: shanghai('2026-11-30 17:30'),
      unit: '330523-O2',
      owner: O2,
    },
  ]);
  await insertEvents(pool, 1, [
    dispatched(),
    working('2026-11-03 09:00', 'section', { type: 'subDispatch' }),
    working('2026-11-06 09:00', 'section', { type: 'urge' }),
    working('2026-11-12 08:30', 'section', {
      type: 'noticesIssued',
      data: { key: 'overdue@x', seats: [] },
    }),
    working('2026-11-13 08:30', 'section', {
      type: 'noticesIssued',
      data: { key: 'urgingLetter@x', seats: [] },
    }),
    working('2026-11-13 10:00', 'section', { type: 'urge' }),
  ]);
  await insertEvents(pool, 2, [dispatched()]);
  await insertEvents(pool, 3, [
    dispatched(O2),
    working('2026-11-03 09:00', 'commissioner', { owner: O2, type: 'receive' }),
    working('2026-11-04 09:00', 'taskForce', { owner: O2, type: 'claimDone', state: 'open.claimed' }),
    working('2026-11-12 08:30', 'taskForce', {
      owner: O2,
      type: 'noticesIssued',
      state: 'open.claimed',
      data: { key: 'overdue@x', seats: [] },
    }),
  ]);
  await insertEvents(pool, 4, [
    dispatched(),
    { ...working('2026-11-13 09:00', 'upwardWait'), type: 'grant', state: 'parked', dueAt: null },
  ]);
  await insertEvents(pool, 5, [
    dispatched(),
    { ...working('2026-11-16 09:00', 'taskForce'), type: 'pass', state: 'passed', dueAt: null },
    { at: shanghai('2026-11-17 10:00'), type: 'strikeOff', state: 'struckOff', clock: null, dueAt: null },
  ]);
  await insertEvents(pool, 6, [
    dispatched(),
    working('2026-11-13 09:00', 'taskForce', { type: 'return', state: 'open.returned' }),
    working('2026-11-16 09:00', 'taskForce', { type: 'assign', state: 'open.ruling' }),
    { ...dispatched(O2, shanghai('2026-11-30 17:30')), at: shanghai('2026-11-16 09:01') },
  ]);
});

const read = (query: Partial<OverdueQuery> = {}, scope: ReadScope = everything) =>
  readOverdue(sourcesAt(pool, now), { principal: 'seat:a', scope }, { limit: 50, groupBy: 'unit', ...query });
const ordered = <T>(list: readonly T[]) => list.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
const keysOf = ({ groups }: Awaited<ReturnType<typeof read>>) => groups.map(({ key, count }) => [key, count]);
const idsOf = ({ items }: Awaited<ReturnType<typeof read>>) => ordered(items.map(({ id }) => id));
const ids = (...serials: readonly number[]) => ordered(serials.map(idOf));

describe('what is overdue', () => {
  it('names who had the clock longest since dispatch, and what was done about it', async () => {
    const items = new Map((await read()).items.map((item) => [item.id, item]));
    expect(items.get(idOf(1))).toMatchObject({
      cause: {
        party: 'section',
        words: { zh: expect.stringMatching(/^占时最多的是“业务科室”：计时 .+，其中占 .+$/) },
      },
      stateSince: shanghai('2026-11-03 09:00'),
      done: { zh: '催办 2 次（最近 2026-11-13 10:00）；督办单 2 次（最近 2026-11-13 08:30）' },
      measures: [
        { kind: 'urge', count: 2 },
        { kind: 'notice', count: 2 },
      ],
    });
    expect(items.get(idOf(2))).toMatchObject({
      cause: { party: 'receipt' },
      done: { zh: '尚未催办或督办' },
      measures: [],
    });
    expect(items.get(idOf(3))).toMatchObject({ cause: { party: 'taskForce' } });
  });

  it('names the rungs as the ladder does', async () => {
    const { groups } = await read({ groupBy: 'rung' });
    const titles = new Map(groups.map(({ key, title }) => [key, title.zh]));
    expect(titles.get('urgingLetter')).toBe('催办函');
    expect(titles.get(null)).toBe('未出督办单');
  });

  it.each([
    [
      'unit',
      [
        ['330523-O1', 2],
        ['330523-TF', 1],
      ],
    ],
    [
      'seat',
      [
        ['330523-O1/A', 2],
        ['330523-TF/A', 1],
      ],
    ],
    [
      'rung',
      [
        [null, 1],
        ['overdue', 1],
        ['urgingLetter', 1],
      ],
    ],
    [
      'party',
      [
        ['receipt', 1],
        ['section', 1],
        ['taskForce', 1],
      ],
    ],
  ] as const)(
    'is counted by %s, the same whether one page shows it all or not',
    async (groupBy, expected) => {
      const whole = await read({ groupBy });
      expect(ordered<unknown>(keysOf(whole))).toEqual(ordered<unknown>(expected));
      expect(whole).toMatchObject({ total: 3, grouped: 3, groupBy });
      const part = await read({ groupBy, limit: 1 });
      expect(part.groups).toEqual(whole.groups);
      expect(part).toMatchObject({ total: 3, grouped: 3, items: { length: 1 } });
    },
  );

  it('says whose a seat is, and what a party is called', async () => {
    const [seat] = (await read({ groupBy: 'seat' })).groups;
    expect(seat?.title.zh).toBe('县教育局数字专员（A角）（任330523-O1/A）');
    const parties = (await read({ groupBy: 'party' })).groups.map(({ title }) => title.zh);
    expect(ordered(parties)).toEqual(ordered(['业务科室', '专班', '待签收']));
  });
});

describe('what was overdue at a past moment', () => {
  const before = shanghai('2026-11-12 12:00');

  it('is what was open and late then, however it stands now', async () => {
    expect(idsOf(await read({ asOf: before }))).toEqual(ids(1, 2, 3, 4, 5, 6));
    expect(idsOf(await read({ asOf: shanghai('2026-11-13 12:00') }))).toEqual(ids(1, 2, 3, 5, 6));
    expect(idsOf(await read({ asOf: shanghai('2026-11-16 12:00') }))).toEqual(ids(1, 2, 3));
    expect((await read({ asOf: shanghai('2026-11-11 12:00') })).total).toBe(0);
  });

  it('shows state, seat, unit, lateness and what had been done as they were then', async () => {
    const then = await read({ asOf: before });
    expect(then.asOf).toBe(before);
    expect(then.items.find(({ id }) => id === idOf(6))).toMatchObject({
      state: { path: 'open.dispatched' },
      unit: { code: '330523-O1' },
      owner: { seat: '330523-O1/A' },
      dueAt: due,
      light: 'red',
      daysLate: 0.4,
      closedAt: null,
      cause: { party: 'receipt' },
      revision: 2,
    });
    expect(then.items.find(({ id }) => id === idOf(1))?.done.zh).toBe(
      '督办单 1 次（最近 2026-11-12 08:30）；催办 1 次（最近 2026-11-06 09:00）',
    );
  });

  it.each([
    [
      'unit',
      [
        ['330523-O1', 5],
        ['330523-O2', 1],
      ],
    ],
    [
      'seat',
      [
        ['330523-O1/A', 5],
        [O2, 1],
      ],
    ],
    [
      'rung',
      [
        [null, 4],
        ['overdue', 2],
      ],
    ],
    [
      'party',
      [
        ['receipt', 4],
        ['section', 1],
        ['taskForce', 1],
      ],
    ],
  ] as const)('is counted by %s, on one page and on many', async (groupBy, expected) => {
    const whole = await read({ groupBy, asOf: before });
    expect(ordered<unknown>(keysOf(whole))).toEqual(ordered<unknown>(expected));
    const part = await read({ groupBy, asOf: before, limit: 2 });
    expect(part.groups).toEqual(whole.groups);
    expect(part.total).toBe(6);
  });

  it('comes in pages, keeps to a unit, and to what the reader may see', async () => {
    const walked: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await read({ asOf: before, limit: 4, cursor });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(ordered(walked)).toEqual(ids(1, 2, 3, 4, 5, 6));
    expect(idsOf(await read({ asOf: before, unit: '330523-O2' }))).toEqual(ids(3));
    const scope: ReadScope = { kind: 'some', units: ['330523-O2'], seats: [O2] };
    expect(idsOf(await read({ asOf: before }, scope))).toEqual(ids(3, 6));
  });

  it('is refused for a moment to come', async () => {
    await expect(read({ asOf: shanghai('2026-11-19 12:00') })).rejects.toThrow('asOf=');
  });

  it('is not walked with the cursor of another moment', async () => {
    const { nextCursor } = await read({ asOf: before, limit: 1 });
    await expect(read({ cursor: nextCursor })).rejects.toThrow('cursor');
  });
});
