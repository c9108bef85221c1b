import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Directory } from '../../../src/directory/directory.ts';
import { listTasks } from '../../../src/tasks/lists/list-tasks.ts';
import type { TaskFilter } from '../../../src/tasks/lists/task-filter.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { smallCounty } from '../../directory/small-county.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { insertListedRows, now } from '../lists/listed-rows.ts';
import { sourcesAt } from '../task-rows.ts';

/* Whose a closed task was is told by when its work was done; the seat has had another holder since. */

const SEAT = '330523-O1/A';
const CHANGED_AT = shanghai('2026-11-10 09:00');
const [BEFORE, SINCE] = ['p-O1-A', 'p-O1-B'];

/** The holder of the seat left on 10 November, and the deputy has had it since. */
function afterTheChange(): Directory {
  const county = smallCounty();
  const tenures = county.tenures.flatMap((tenure) => {
    if (tenure.seat === '330523-O1/B') return [{ ...tenure, until: CHANGED_AT }];
    if (tenure.seat !== SEAT) return [tenure];
    return [
      { ...tenure, until: CHANGED_AT },
      { ...tenure, person: SINCE, from: CHANGED_AT },
    ];
  });
  return { ...county, tenures };
}

let pool: Pool;

ledgerOfSuite(2, async (opened) => {
  pool = opened;
  await insertListedRows(pool);
});

async function found(filter: TaskFilter) {
  const directory = afterTheChange();
  const sources = sourcesAt(pool, now, { directory: () => directory });
  const reader = { principal: 'p', scope: { kind: 'everything' as const } };
  const { items } = await listTasks(sources, reader, { filter, sort: 'serial', limit: 50, count: false });
  return items.map(({ number, owner }) => [Number(number.slice(5)), owner.person.id]);
}

describe('after a change of hands', () => {
  it('a closed task shows who answered when it was done, an open one who answers now', async () => {
    expect(await found({ seat: SEAT })).toEqual([
      [6, BEFORE],
      [5, SINCE],
      [3, SINCE],
      [1, SINCE],
    ]);
  });

  it('each is found under the person it shows', async () => {
    expect(await found({ person: BEFORE, unit: '县教育局' })).toEqual([[6, BEFORE]]);
    expect(await found({ person: SINCE, unit: '县教育局' })).toEqual([
      [5, SINCE],
      [3, SINCE],
      [1, SINCE],
    ]);
  });
});
