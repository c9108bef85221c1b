import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import { type OverdueQuery, readOverdue } from '../../../src/tasks/overdue/overdue.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { personOf, smallCounty } from '../../directory/small-county.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { partOf, rememberedContext } from '../remembered-context.ts';
import { idOf, insertRows, sourcesAt } from '../task-rows.ts';

const now = shanghai('2026-11-18 12:00');
const everything: ReadScope = { kind: 'everything' };

let pool: Pool;

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  const context = rememberedContext({ sections: [partOf('received'), partOf('finished')] });
  await insertRows(pool, [
    { serial: 1, dueAt: shanghai('2026-11-13 17:30'), context },
    { serial: 2, dueAt: shanghai('2026-11-16 17:30'), state: 'open.dispatched' },
    {
      serial: 3,
      dueAt: shanghai('2026-11-16 17:30'),
      unit: '330523-O2',
      owner: '330523-O2/A',
      state: 'open.claimed',
      attention: '330523-TF/A',
    },
    { serial: 4, dueAt: shanghai('2026-11-18 17:30') },
    { serial: 5, dueAt: shanghai('2026-11-01 17:30'), closedAt: shanghai('2026-11-10 10:00') },
    { serial: 6 },
    { serial: 7, dueAt: shanghai('2026-11-17 17:30'), unit: null, owner: '330523-TF/A', state: 'triage' },
  ]);
  // 分办, 签收 and work again: since when it has been in its state is the last time it came into it.
  await pool.query(
    `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
    SELECT $1, n + 1, gen_random_uuid(), 'x', '{}', '{}', at, 1, state, 'o', ''
    FROM unnest($2::timestamptz[], $3::text[]) WITH ORDINALITY AS e(at, state, n)`,
    [
      idOf(1),
      [shanghai('2026-11-04 09:00'), shanghai('2026-11-09 09:00'), shanghai('2026-11-10 09:00')],
      ['open.claimed', 'open.working', 'open.working'],
    ],
  );
});

const read = (
  query: Partial<OverdueQuery> = {},
  scope: ReadScope = everything,
  sources = sourcesAt(pool, now),
) => readOverdue(sources, { principal: 'seat:a', scope }, { limit: 50, groupBy: 'unit', ...query });

describe('what is overdue', () => {
  it('is every open task past its due instant in scope, the longest late first', async () => {
    const { items, total, asOf } = await read();
    expect(items.map(({ id }) => id)).toEqual([idOf(1), ...[idOf(2), idOf(3)].toSorted(), idOf(7)]);
    expect(total).toBe(4);
    expect(asOf).toBe(now);
  });

  it('tells of each how late it is, where it is since when, who holds it and why', async () => {
    const [first] = (await read({ unit: '330523-O1' })).items;
    expect(first).toMatchObject({
      id: idOf(1),
      light: 'red',
      state: { path: 'open.working', zh: '办理中' },
      stateSince: shanghai('2026-11-09 09:00'),
      owner: { seat: '330523-O1/A', person: { name: '任330523-O1/A' }, via: 'holder' },
      reason: { zh: '分办后科室未办结：2 项分办中 1 项未办结' },
    });
    expect(first?.daysLate).toBeGreaterThan(2);
    expect(first?.daysLate).toBeLessThan(3);
    expect(first?.late.zh).toBe('已超期 2 个工作日');
  });

  it('names the reviewer for whom a claimed task waits besides the one who answers for it', async () => {
    const [claimed] = (await read({ unit: '330523-O2' })).items;
    expect(claimed).toMatchObject({
      owner: { seat: '330523-O2/A' },
      attention: { seat: '330523-TF/A' },
      reason: { zh: expect.stringMatching(/^办结申请待专班审核 \d+(\.\d)? 个工作日$/) },
    });
  });

  it('names the deputy while the holder is away, and for whom', async () => {
    const away = { person: personOf('330523-O1/A'), from: '2026-11-16', until: '2026-11-30', reason: '培训' };
    const directory = smallCounty({ absences: [away] });
    const [first] = (await read({}, everything, sourcesAt(pool, now, { directory: () => directory }))).items;
    expect(first?.owner).toEqual({
      seat: '330523-O1/A',
      person: { id: personOf('330523-O1/B'), name: '任330523-O1/B' },
      via: 'deputy',
      onBehalfOf: { id: personOf('330523-O1/A'), name: '任330523-O1/A' },
    });
  });

  it('is counted per unit over all pages, those with most first, no unit named as none', async () => {
    const { groups, items, nextCursor } = await read({ limit: 1 });
    expect(items.length).toBe(1);
    expect(nextCursor).toBeDefined();
    expect(groups.map(({ key, title, count }) => [key, title.zh, count])).toEqual([
      ['330523-O1', '县教育局', 2],
      ['330523-O2', '县体育局', 1],
      [null, '尚无承办单位', 1],
    ]);
    expect((await read()).groups).toEqual(groups);
    expect(groups[0]?.mostDaysLate).toBe(items[0]?.daysLate);
  });

  it('comes in pages that give every task once', async () => {
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ limit: 1, cursor });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(walked).toEqual((await read()).items.map(({ id }) => id));
  });

  it('shows and counts nothing outside the reader’s scope', async () => {
    const scope: ReadScope = { kind: 'some', units: ['330523-O2'], seats: ['330523-O2/A'] };
    const { items, groups, total } = await read({}, scope);
    expect(items.map(({ id }) => id)).toEqual([idOf(3)]);
    expect(groups).toEqual([expect.objectContaining({ count: 1 })]);
    expect(total).toBe(1);
    expect((await read({ unit: '330523-O1' }, scope)).total).toBe(0);
  });
});
