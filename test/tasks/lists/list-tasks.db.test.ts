import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type ListQuery, listTasks } from '../../../src/tasks/lists/list-tasks.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import type { TaskFilter } from '../../../src/tasks/lists/task-filter.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { idOf, insertRows, sourcesAt } from '../task-rows.ts';
import { insertListedRows, now } from './listed-rows.ts';

const everything: ReadScope = { kind: 'everything' };
let pool: Pool;

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  await insertListedRows(pool);
});

function list(query: Partial<ListQuery> = {}, scope: ReadScope = everything, principal = 'seat:a') {
  const whole = { filter: {}, sort: 'serial', limit: 50, count: false, ...query } as const;
  return listTasks(sourcesAt(pool, now), { principal, scope }, whole);
}

async function found(filter: TaskFilter, scope = everything): Promise<readonly number[]> {
  const { items, total } = await list({ filter, count: true }, scope);
  expect(total).toBe(items.length);
  return items.map(serial);
}

/** Serials due at one instant, as lists order them. */
const byId = (...serials: readonly number[]) => serials.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
const serial = ({ number }: { readonly number: string }) => Number(number.slice(5));

const idsOf = async (filter: object) => (await list({ filter })).items.map(({ id }) => id);

describe('a list of tasks', () => {
  it('shows each task with its unit, person, state and light', async () => {
    const { items } = await list({ filter: { seat: '330523-O1/A', light: 'red' } });
    expect(items).toEqual([
      {
        id: idOf(1),
        act: {
          seat: '330523-O1/A',
          code: 'complete',
          by: shanghai('2026-11-13 17:30'),
          late: true,
          words: { zh: '待办结，已超期 2 个工作日', en: 'to be completed, 2 working days overdue' },
        },
        number: '2026-000001',
        workflow: 'reform-task',
        kind: { zh: '改革任务', en: 'Reform task' },
        title: '智慧犬管平台',
        state: { path: 'open.working', zh: '办理中', en: 'Working' },
        unit: { code: '330523-O1', name: '县教育局' },
        owner: { seat: '330523-O1/A', person: { id: 'p-O1-A', name: '任330523-O1/A' }, via: 'holder' },
        attention: null,
        category: '教育文体/教育收费',
        urgency: 'normal',
        dueAt: shanghai('2026-11-13 17:30'),
        light: 'red',
        revision: 1,
        parent: null,
        links: { self: `/api/v1/tasks/${idOf(1)}` },
        createdAt: '2026-11-01T00:00:00.000Z',
        updatedAt: '2026-11-01T00:00:00.000Z',
        closedAt: null,
        clock: null,
        record: {
          source: null,
          receivedAt: null,
          originalDueAt: null,
          dueAt: shanghai('2026-11-13 17:30'),
          claimedAt: null,
          passedAt: null,
          daysLate: expect.any(Number) as unknown as number,
          answer: null,
          unmetRequest: null,
        },
      },
    ]);
  });

  it('shows a parked task without light or due date, says whose time stands still, and puts it behind all that are due', async () => {
    const parked = {
      serial: 90,
      title: '待上级平台',
      state: 'parked',
      unit: '330523-P1',
      clock: 'upwardWait',
    };
    await insertRows(pool, [parked]);
    try {
      const { items } = await list({ filter: { status: 'open' }, sort: 'due' });
      expect(items.map(serial).slice(0, 4)).toEqual([1, ...byId(2, 5), 3]);
      const item = items.find((one) => serial(one) === 90);
      expect(item).toMatchObject({
        dueAt: null,
        light: 'none',
        clock: { party: 'upwardWait', stopped: true, zh: '挂账（等待上级）' },
      });
      expect(items.indexOf(item as never)).toBeGreaterThan(3);
    } finally {
      await pool.query("DELETE FROM task WHERE unit = '330523-P1'");
    }
  });

  it('has the newest first', async () => {
    expect(await found({})).toEqual([8, 6, 5, 4, 3, 2, 1]);
  });

  it.each<[TaskFilter, readonly number[]]>([
    [{ unit: '330523-O2' }, [8, 2]],
    [{ unit: '体育局' }, [8, 2]],
    [{ seat: '330523-O1-S1/H' }, [8, 7]],
    [{ state: 'open' }, [5, 3, 2, 1]],
    [{ state: '办理', kind: 'all' }, [7, 5, 3, 2, 1]],
    [{ state: '待审核' }, [5]],
    [{ state: 'open.claimed' }, [5]],
    [{ light: 'red' }, [1]],
    [{ light: 'yellow' }, [5, 2]],
    [{ light: 'green' }, [3]],
    [{ category: '教育文体' }, [3, 1]],
    [{ category: '教育文体/' }, [3, 1]],
    [{ category: '教育文体/教育' }, [3]],
    [{ urgency: '紧急' }, []],
    [{ urgency: '普通', category: '教育文体' }, [3, 1]],
    [{ kind: 'section-assignment' }, [7]],
    [{ kind: '科室分办' }, [7]],
    [{ kind: 'all' }, [8, 7, 6, 5, 4, 3, 2, 1]],
    [{ dueFrom: '2026-11-20', dueTo: '2026-11-20' }, [5, 2]],
    [{ dueTo: '2026-11-13' }, [6, 1]],
    [{ createdFrom: '2026-11-01', createdTo: '2026-11-01' }, [8, 6, 5, 4, 3, 2, 1]],
    [{ createdFrom: '2026-11-02' }, []],
    [{ closedFrom: '2026-11-02', closedTo: '2026-11-02' }, [8, 6]],
    [{ closedTo: '2026-11-01' }, []],
    [{ person: '任330523-O1/A' }, [6, 5, 3, 1]],
    [{ person: 'p-O1-A', status: 'closed' }, [6]],
    [{ late: 'true' }, [1]],
    [{ late: 'true', status: 'open' }, [1]],
    [{ late: 'true', status: 'closed' }, []],
    [{ late: 'false', category: '教育文体' }, [3]],
    [{ received: 'false', category: '教育文体' }, [3, 1]],
    [{ workflow: 'section-assignment' }, [7]],
    [{ parent: idOf(1) }, [7]],
    [{ status: 'closed' }, [8, 6]],
    [{ status: 'open', unit: '330523-O1' }, [5, 3, 1]],
    [{ text: '犬管' }, [1]],
    [{ text: 'smart DOGS' }, [3]],
    [{ text: '100%' }, [2]],
    [{ text: 'dogs smart' }, [3]],
    [{ text: '犬管 平台 智慧' }, [1]],
    [{ text: '犬管 河道' }, []],
    [{ text: '智慧（犬管）' }, [1]],
    [{ text: '000005' }, [5]],
    [{ text: '5' }, [5]],
    [{ text: '2026—000005' }, [5]],
    [{ text: '2025-000005' }, []],
    [{ text: '2026-00000' }, [8, 6, 5, 4, 3, 2, 1]],
    [{ text: '线_试' }, [2]],
    [{ text: '2026-5' }, [5]],
    [{ text: "'; DROP TABLE task; --" }, []],
    [{ text: '犬管', unit: '330523-O2' }, []],
  ])('keeps to the filter %j', async (filter, serials) => {
    expect(await found(filter)).toEqual(serials);
  });

  it('finds what has to be done by code or words, and what is past the limit for that', async () => {
    await insertRows(pool, [
      {
        serial: 901,
        ownerAct: 'receive',
        ownerBy: shanghai('2026-11-10 17:30'),
        dueAt: shanghai('2026-12-30 17:30'),
      },
      {
        serial: 902,
        ownerAct: 'receive',
        ownerBy: shanghai('2026-12-01 17:30'),
        dueAt: shanghai('2026-12-30 17:30'),
      },
      {
        serial: 903,
        attention: '330523-TF/A',
        attentionAct: 'review',
        attentionBy: shanghai('2026-11-11 17:30'),
        dueAt: shanghai('2026-12-30 17:30'),
      },
    ]);
    expect(await idsOf({ act: '待签收', actLate: 'true' })).toEqual([idOf(901)]);
    expect(await idsOf({ act: 'receive', actLate: 'false' })).toEqual([idOf(902)]);
    expect(await idsOf({ act: 'review', actLate: 'true' })).toEqual([idOf(903)]);
    await expect(idsOf({ act: '签收了' })).rejects.toMatchObject({ code: 'query-invalid' });
    await expect(idsOf({ actLate: 'true', status: 'closed' })).rejects.toMatchObject({
      code: 'query-invalid',
    });
    await pool.query('DELETE FROM task WHERE serial > 900');
  });

  it('agrees with its items about lights', async () => {
    for (const light of ['red', 'yellow', 'green'] as const) {
      const { items } = await list({ filter: { light } });
      expect(new Set(items.map((item) => item.light))).toEqual(new Set([light]));
    }
  });
});

describe('the scope of a reader', () => {
  const unit: ReadScope = { kind: 'some', units: ['330523-O1'], seats: ['330523-O1/A', '330523-O1/B'] };
  const section: ReadScope = { kind: 'some', units: [], seats: ['330523-O1-S1/H'] };
  const duty: ReadScope = { kind: 'some', units: [], seats: ['330523-TF/A'] };
  const nothing: ReadScope = { kind: 'some', units: [], seats: [] };

  it.each<[string, ReadScope, readonly number[]]>([
    ['a unit', unit, [7, 6, 5, 3, 1]],
    ['a section, closed tasks of its seat too', section, [8, 7]],
    ['a seat at which tasks wait', duty, [5, 4]],
    ['nothing', nothing, []],
  ])('is that of %s, in items and in totals', async (_, scope, serials) => {
    expect(await found({ kind: 'all' }, scope)).toEqual(serials);
  });

  it('narrows every filter, and no filter widens it', async () => {
    expect(await found({ unit: '330523-O2' }, unit)).toEqual([]);
    expect(await found({ status: 'closed' }, unit)).toEqual([6]);
    expect(await found({ text: '试点' }, unit)).toEqual([]);
    const { items } = await list({ filter: { status: 'open', kind: 'all' }, sort: 'due' }, unit);
    expect(items.map(serial)).toEqual([1, 5, 3, 7]);
  });
});

describe('the order by due date', () => {
  it('has what is due first first, and what has no date last', async () => {
    const { items } = await list({ filter: { status: 'open', kind: 'all' }, sort: 'due' });
    const [first, ...rest] = items.map(serial);
    expect(first).toBe(1);
    expect(new Set(rest.slice(0, 2))).toEqual(new Set([2, 5]));
    expect(rest[2]).toBe(3);
    expect(new Set(rest.slice(3))).toEqual(new Set([4, 7]));
  });

  it('is for open tasks only', async () => {
    await expect(list({ sort: 'due' })).rejects.toMatchObject({ code: 'query-invalid' });
    expect((await list({ sort: 'due', filter: { light: 'red' } })).items.map(serial)).toEqual([1]);
  });
});

describe('pages', () => {
  it.each<[ListQuery['sort'], ReadScope]>([
    ['serial', everything],
    ['due', everything],
    ['serial', { kind: 'some', units: ['330523-O1'], seats: ['330523-O1-S1/H'] }],
    ['due', { kind: 'some', units: ['330523-O1'], seats: ['330523-TF/A'] }],
  ])('by %s give every task once, in the order of the whole list (%j)', async (sort, scope) => {
    const filter: TaskFilter = sort === 'due' ? { status: 'open' } : {};
    const whole = (await list({ filter, sort }, scope)).items.map(serial);
    for (const limit of [1, 2, 3]) {
      const walked: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ filter, sort, limit, cursor }, scope);
        walked.push(...page.items.map(serial));
        expect(page.items.length).toBeGreaterThan(0);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(walked).toEqual(whole);
    }
  });

  it('do not begin again where due instants have microseconds', async () => {
    await insertRows(pool, [
      { serial: 9, dueAt: '2026-12-01T00:00:00.000001Z', unit: '330523-T1' },
      { serial: 10, dueAt: '2026-12-01T00:00:00.000002Z', unit: '330523-T1' },
    ]);
    const filter = { status: 'open', unit: '330523-T1' } as const;
    const first = await list({ filter, sort: 'due', limit: 1 });
    const second = await list({ filter, sort: 'due', limit: 1, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(serial)).toEqual([9, 10]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('are not begun with the cursor of another caller, filter or order', async () => {
    const { nextCursor: cursor } = await list({ limit: 2 });
    expect(cursor).toBeDefined();
    const refusal = { code: 'query-invalid' };
    await expect(list({ limit: 2, cursor }, everything, 'seat:b')).rejects.toMatchObject(refusal);
    await expect(list({ cursor, filter: { status: 'open' } })).rejects.toMatchObject(refusal);
    await expect(list({ cursor, sort: 'due', filter: { status: 'open' } })).rejects.toMatchObject(refusal);
  });
});
