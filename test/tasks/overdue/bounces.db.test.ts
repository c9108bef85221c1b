import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import type { Database } from '../../../src/tasks/store/lists/listed-row.ts';
import { countBounces } from '../../../src/tasks/store/overdue/count-bounces.ts';
import { readPastMatters } from '../../../src/tasks/store/precedents/past-matters.ts';
import { readRulings } from '../../../src/tasks/store/precedents/read-rulings.ts';
import { countRoutedBy } from '../../../src/tasks/store/precedents/select-precedents.ts';
import { workflows } from '../../../workflows/index.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';

const registry = createRegistry(workflows);

let pool: Pool;

ledgerOfSuite(1, (opened) => {
  pool = opened;
});

interface Told {
  readonly type: string;
  readonly state?: string;
  readonly data?: object;
}

/** Writes the log of one task, an event each minute of a day. */
async function told(task: number, day: string, events: readonly Told[]): Promise<void> {
  const id = `00000000-0000-4000-8000-${String(task).padStart(12, '0')}`;
  for (const [place, { type, state = 'x', data = {} }] of events.entries()) {
    await pool.query(
      `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
       VALUES ($1, $2::int, gen_random_uuid(), $3, $4, '{}', $5::timestamptz + $2::int * interval '1 minute', 2, $6, 'x', '')`,
      [id, place + 1, type, JSON.stringify(data), `${day}T00:00:00Z`, state],
    );
  }
}

const routed = (unit: string, step: string, rule?: string): Told => ({
  type: 'routed',
  state: 'open.dispatched',
  data: { unit, reason: { step, ...(rule && { rule }) } },
});
const RETURNED = { state: 'open.returned' };

describe('a dispatch that came back', () => {
  it('is counted with the rule and the unit it went by, not with where it went afterwards', async () => {
    await told(1, '2026-01-05', [
      routed('O1', 'rule', 'dogs'),
      { type: 'return', ...RETURNED },
      { type: 'assign', data: { unit: 'O2' } },
      routed('O2', 'binding'),
    ]);
    await told(2, '2026-01-06', [
      routed('O1', 'rule', 'dogs'),
      { type: 'return', state: 'open.returning.atLeader' },
      { type: 'endorse', ...RETURNED },
      { type: 'uphold' },
    ]);
    await told(3, '2026-01-07', [routed('O1', 'duty'), { type: 'return', ...RETURNED }]);
    // Declined by the leader, and an endorsed extension: nothing came back.
    await told(4, '2026-01-08', [
      routed('O1', 'rule', 'dogs'),
      { type: 'return', state: 'open.returning.atLeader' },
      { type: 'decline', state: 'open.dispatched' },
      { type: 'endorse', state: 'open.working' },
    ]);
    await told(5, '2026-01-09', [
      routed('O1', 'rule', 'dogs'),
      { type: 'transferred', data: { unit: 'O3', reason: { step: 'binding' } } },
      { type: 'return', ...RETURNED },
      { type: 'assign', data: { unit: 'O3' } },
    ]);
    await told(6, '2025-12-31', [routed('O1', 'rule', 'dogs'), { type: 'return', ...RETURNED }]);

    const counts = await countBounces(
      { database: pool, registry },
      '2026-01-01T00:00:00Z',
      '2026-02-01T00:00:00Z',
    );
    const of = (step: string, unit: string) =>
      counts.find((count) => count.step === step && count.unit === unit);
    expect(of('rule', 'O1')).toMatchObject({
      rule: 'dogs',
      dispatches: 4,
      returns: 2,
      upheld: 1,
      rebound: 1,
    });
    expect(of('duty', 'O1')).toMatchObject({ rule: null, dispatches: 1, returns: 1, upheld: 0, rebound: 0 });
    expect(of('binding', 'O2')).toMatchObject({ dispatches: 1, returns: 0 });
    expect(of('binding', 'O3')).toMatchObject({ dispatches: 1, returns: 1, upheld: 1, rebound: 0 });
  });
});

const countMonth = (by: Database) =>
  countBounces({ database: by, registry }, '2030-02-01T00:00:00Z', '2030-03-01T00:00:00Z');

describe('of a long log', () => {
  beforeAll(async () => {
    await pool.query(
      `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
       SELECT (substr(md5('t' || task), 1, 8) || '-0000-4000-8000-' || lpad(to_hex(task), 12, '0'))::uuid, n,
         gen_random_uuid(), (ARRAY['created', 'routed', 'return', 'report', 'report', 'pass'])[n],
         json_build_object('unit', 'O' || task % 75, 'reason', json_build_object('step', 'precedent',
           'precedent', CASE WHEN task % 500 = 0 THEN '2026-000001/4' END)),
         '{}', '2030-01-01'::timestamptz + task * interval '10 minutes' + n * interval '1 second', 2,
         CASE WHEN n = 3 AND task % 20 = 0 THEN 'open.returned' ELSE 'x' END, 'x', ''
       FROM generate_series(1, 20000) AS task CROSS JOIN generate_series(1, 6) AS n`,
    );
    await pool.query('VACUUM ANALYZE event');
  });

  it('a month is counted by the indexes of dispatches and returns alone', async () => {
    const [plan, indexes] = await planOf(countMonth);
    expect(plan).not.toContain('Seq Scan');
    expect(indexes).toEqual(expect.arrayContaining(['event_dispatch', 'event_returned']));
    const dispatches = (await countMonth(pool)).reduce((sum, count) => sum + count.dispatches, 0);
    expect(dispatches).toBe(28 * 24 * 6);
  });

  it('are none where no workflow says what its log means for routing', async () => {
    const silent = { database: pool, registry: createRegistry([sectionAssignment]) };
    expect(await countBounces(silent, '2030-02-01T00:00:00Z', '2030-03-01T00:00:00Z')).toEqual([]);
    expect(await readPastMatters(silent)).toEqual([]);
    expect(await readRulings(silent)).toEqual([]);
  });

  it('what a precedent has routed is looked up', async () => {
    const [plan, indexes] = await planOf((by) =>
      countRoutedBy({ database: by, registry }, ['2026-000001/4']),
    );
    expect(plan).not.toContain('Seq Scan');
    expect(indexes).toContain('event_precedent');
    expect(
      (await countRoutedBy({ database: pool, registry }, ['2026-000001/4'])).get('2026-000001/4'),
    ).toMatchObject({ count: 40 });
  });
});

/** The plan of the one statement that a reader sends, as text, and the indexes in it. */
async function planOf(read: (database: Database) => Promise<unknown>): Promise<[string, string[]]> {
  let plan = '';
  const query = async (text: string, values: unknown[]) => {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    return { rows: [] };
  };
  await read({ query } as unknown as Database);
  return [plan, [...plan.matchAll(/(?:using|on) (event_\w+)/g)].map(([, name = '']) => name)];
}
