import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { countTasksBy } from '../../../src/tasks/lists/count-tasks.ts';
import { listTasks } from '../../../src/tasks/lists/list-tasks.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import type { TaskFilter } from '../../../src/tasks/lists/task-filter.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { sourcesAt } from '../task-rows.ts';
import { insertListedRows, now } from './listed-rows.ts';

const everything: ReadScope = { kind: 'everything' };
const READER = { principal: 'p', scope: everything };

let pool: Pool;

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  await insertListedRows(pool);
});

const counts = (filter: TaskFilter, scope: ReadScope = everything) =>
  countTasksBy(sourcesAt(pool, now), { principal: 'p', scope }, filter);

const upTo = (most: number) =>
  countTasksBy(sourcesAt(pool, now), { principal: 'p', scope: everything }, {}, most);

describe('counts', () => {
  it('say what the list with the same filter holds, by state, unit, light and urgency', async () => {
    const all = await counts({});
    expect(all).toMatchObject({ total: 7, complete: true, countedAt: now });
    expect(all.states).toContainEqual({
      workflow: 'reform-task',
      path: 'open.claimed',
      title: { zh: '待审核', en: expect.any(String) },
      count: 1,
    });
    expect(all.units).toContainEqual(expect.objectContaining({ code: '330523-O1', count: 4 }));
    expect(all.units).toContainEqual(expect.objectContaining({ code: null, count: 1 }));
    expect(all.lights.map(({ light }) => light)).toEqual(['green', 'yellow', 'red', 'none']);
    for (const groups of [all.states, all.units, all.lights, all.urgencies]) {
      const counted = groups.map(({ count }) => count);
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(all.total);
    }
  });

  it('end where a list is too long to be counted whole, and say so; to the last one they are whole', async () => {
    expect(await upTo(7)).toMatchObject({ total: 7, complete: true });
    const part = await upTo(6);
    expect(part).toMatchObject({ total: 6, complete: false });
    const short = await upTo(3);
    expect(short).toMatchObject({ total: 3, complete: false });
    // What is looked into ends as well: one more than is counted, to know that there is more.
    expect(short.units.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it.each<TaskFilter>([
    { light: 'red' },
    { unit: '体育局' },
    { kind: 'all' },
    { text: '犬管' },
    { state: '待审核' },
  ])('agree with the total of %j', async (filter) => {
    const { total = -1 } = await listTasks(sourcesAt(pool, now), READER, {
      filter,
      sort: 'serial',
      limit: 50,
      count: true,
    });
    expect((await counts(filter)).total).toBe(total);
  });

  it('show a task whose clock stands still under the light that it had, as the list does', async () => {
    await pool.query(`UPDATE task SET held_light = 'green' WHERE number = '2026-000005'`);
    try {
      // Under another name of the kind: counts under the same filter are shared for a while.
      const kind = 'Reform task';
      for (const light of ['green', 'yellow', 'red'] as const) {
        const counted = (await counts({ kind })).lights.find((one) => one.light === light)?.count ?? 0;
        expect([light, (await counts({ kind, light })).total]).toEqual([light, counted]);
      }
      expect((await counts({ kind, light: 'green', state: '待审核' })).total).toBe(1);
    } finally {
      await pool.query(`UPDATE task SET held_light = NULL WHERE number = '2026-000005'`);
    }
  });

  it('keep to what their reader may see', async () => {
    const unit: ReadScope = { kind: 'some', units: ['330523-O2'], seats: [] };
    expect(await counts({}, unit)).toMatchObject({ total: 2, units: [{ code: '330523-O2', count: 2 }] });
  });
});
