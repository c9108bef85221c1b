import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { soughtWords } from '../../../src/platform/wording/fold-text.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import type { Database } from '../../../src/tasks/store/lists/listed-row.ts';
import { selectByDue, selectBySerial } from '../../../src/tasks/store/lists/select-tasks.ts';
import { selectClockLogs } from '../../../src/tasks/store/overdue/select-clock-logs.ts';
import { selectOpenDeadlines } from '../../../src/tasks/store/overdue/select-open-deadlines.ts';
import { countOverdue, selectOverdue } from '../../../src/tasks/store/overdue/select-overdue.ts';
import { selectInbox } from '../../../src/tasks/store/select-inbox.ts';
import { workflows } from '../../../workflows/index.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { WORKDAY_MORNING } from '../../support/movable-clock.ts';
import { nodesOf, type Plan } from '../../support/plan.ts';
import { insertManyRows } from '../many-rows.ts';

/*
 * That readers stay quick as the ledger grows is held by plans, not by time: a page may touch so many rows and blocks
 * as it shows, and never walk the table.
 */

const ROWS = 100_000;
const PAGE = 51;
const NOW = WORKDAY_MORNING;

let pool: Pool;

ledgerOfSuite(1, async (opened) => {
  pool = opened;
  await insertManyRows(pool, ROWS, NOW);
});

/** The plan of the one statement that a reader sends, having run. */
async function planOf(read: (database: Database) => Promise<unknown>): Promise<Plan> {
  let plan: Plan | undefined;
  const query = async (asked: string | { text: string; values: unknown[] }, given: unknown[]) => {
    const { text, values } = typeof asked === 'string' ? { text: asked, values: given } : asked;
    const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`;
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explain, values);
    plan ??= rows[0]?.['QUERY PLAN'][0].Plan;
    return { rows: [] };
  };
  await read({ query } as unknown as Database);
  if (plan === undefined) throw new Error('The reader sent no statement.');
  return plan;
}

const indexesOf = (plan: Plan) =>
  [...new Set(nodesOf(plan).flatMap((node) => node['Index Name'] ?? []))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
const blocksOf = (plan: Plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
/** Rows that scans looked at, also those they then passed over. */
const lookedAt = (plan: Plan) =>
  nodesOf(plan)
    .filter((node) => node['Relation Name'] !== undefined)
    .reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

/** The series of numbers are a handful, and are walked. */
function expectNoScan(plan: Plan): void {
  const scans = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan');
  expect(scans.map((node) => node['Relation Name']).filter((name) => name !== 'task_series')).toEqual([]);
}

const ALL = { units: undefined, workflows: undefined };
/** Nothing was closed then. */
const CLOSED_DAY = { from: '2020-01-01T00:00:00.000Z', before: '2020-01-02T00:00:00.000Z' };
/** The registered tasks, without their sections and notices. */
const MAIN = { units: undefined, workflows: ['reform-task'] };
const everything: ReadScope = { kind: 'everything' };
const commissioner: ReadScope = { kind: 'some', units: ['330523-O7'], seats: ['330523-O7/A', '330523-O7/B'] };
const section: ReadScope = { kind: 'some', units: [], seats: ['330523-O7-S1/H'] };

describe('a page of the list', () => {
  it.each<[string, Parameters<typeof selectBySerial>[1]['filter'], ReadScope, readonly string[]]>([
    ['of everything', {}, everything, ['task_serial_key']],
    ['of the registered tasks', { workflows: ['reform-task'] }, everything, ['task_serial_key']],
    ['of what was closed on a day', { open: false, closed: CLOSED_DAY }, everything, ['task_closed']],
    ['of a unit', { units: ['330523-O7'] }, everything, ['task_unit']],
    ['of a seat', { seat: '330523-O7-S1/H' }, everything, ['task_owner']],
    ['for a commissioner', {}, commissioner, ['task_attention', 'task_owner', 'task_unit']],
    ['of closed tasks for a commissioner', { open: false }, commissioner, ['task_owner', 'task_unit']],
    ['for a section', {}, section, ['task_attention', 'task_owner', 'task_unit']],
  ])(
    '%s walks the index of its order and looks at few rows more than it shows',
    async (_, filter, scope, indexes) => {
      const plan = await planOf((by) => selectBySerial(by, { filter, scope, limit: PAGE }, undefined));
      expectNoScan(plan);
      expect(indexesOf(plan)).toEqual(expect.arrayContaining([...indexes]));
      expect(lookedAt(plan)).toBeLessThan(PAGE * 12);
    },
  );

  it('begins deep in the list as quickly as at its top', async () => {
    const top = await planOf((by) =>
      selectBySerial(by, { filter: {}, scope: everything, limit: PAGE }, undefined),
    );
    const deep = await planOf((by) =>
      selectBySerial(by, { filter: {}, scope: everything, limit: PAGE }, 20_000),
    );
    expect(blocksOf(deep)).toBeLessThan(blocksOf(top) * 3 + 20);
  });

  it.each([
    ['a rare word', '第77775号', ['task_search_trigrams']],
    ['two characters of it', '水质 77', ['task_search_trigrams']],
    ['a number in full', '2026-077775', ['task_number_pkey']],
    ['the count of a number', '077775', ['task_number_pkey']],
    ['a number that is being typed', '2026-0777', ['task_number_pkey']],
  ])('of %s looks it up', async (_, text, indexes) => {
    const words = soughtWords(text);
    const filter = { words, workflows: ['reform-task'] };
    const plan = await planOf((by) =>
      selectBySerial(by, { filter, scope: everything, limit: PAGE }, undefined),
    );
    expectNoScan(plan);
    expect(indexesOf(plan)).toEqual(expect.arrayContaining(indexes));
  });

  it('by due date finds its tasks in the index alone', async () => {
    for (const scope of [everything, commissioner]) {
      const plan = await planOf((by) =>
        selectByDue(by, { filter: { open: true }, scope, limit: PAGE }, undefined),
      );
      expectNoScan(plan);
      expect(nodesOf(plan)).toContainEqual(
        expect.objectContaining({ 'Node Type': 'Index Only Scan', 'Index Name': 'task_due' }),
      );
    }
  });
});

describe('a page of an inbox', () => {
  it('walks the queue of each seat and no further than the page and those due at the same instant', async () => {
    const seats = ['330523-O7/A', '330523-O7-S1/H', '330523-TF/A'];
    const plan = await planOf((by) => selectInbox(by, { seats }, 11, undefined));
    expectNoScan(plan);
    expect(indexesOf(plan)).toEqual(['task_attention', 'task_inbox']);
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM task
      WHERE closed_at IS NULL AND (owner = ANY($1) OR attention = ANY($1))`,
      [seats],
    );
    expect(lookedAt(plan)).toBeLessThan((rows[0]?.waiting ?? 0) / 2);
  });
});

describe('the overdue list', () => {
  it('finds its page in the index alone', async () => {
    for (const scope of [everything, commissioner]) {
      const plan = await planOf((by) => selectOverdue(by, { now: NOW, ...ALL, scope }, PAGE, undefined));
      expectNoScan(plan);
      expect(indexesOf(plan)).toEqual(['task_late', 'task_pkey']);
    }
  });

  it('reads the log of the tasks it shows and of no others', async () => {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM task WHERE closed_at IS NULL LIMIT 50');
    const plan = await planOf((by) =>
      selectClockLogs(
        by,
        rows.map(({ id }) => id),
        'infinity',
      ),
    );
    expectNoScan(plan);
    expect(indexesOf(plan)).toEqual(['event_pkey']);
    expect(lookedAt(plan)).toBeLessThanOrEqual(50 * 3);
  });

  it('counts the late tasks of every unit and seat without fetching a row of them', async () => {
    const asked = [
      { ...MAIN, scope: everything, column: 'unit' as const },
      { ...MAIN, scope: everything, units: ['330523-O7'], column: 'unit' as const },
      { ...MAIN, scope: commissioner, column: 'unit' as const },
      { ...ALL, scope: everything, column: 'owner' as const },
    ];
    for (const { column, ...one } of asked) {
      const plan = await planOf((by) => countOverdue(by, { now: NOW, ...one }, column));
      expect(indexesOf(plan)).toEqual(['task_late']);
      expect(nodesOf(plan).map((node) => node['Node Type'])).toContain('Index Only Scan');
      // 2 000 late tasks in 20 000 open ones: a block per row would be thousands.
      expect(blocksOf(plan)).toBeLessThan(300);
    }
  });
});

describe('a page of the running deadlines', () => {
  it('walks the index of due dates, however many tasks have ended', async () => {
    const plan = await planOf((by) =>
      selectOpenDeadlines({ database: by, registry: createRegistry(workflows) }, undefined, PAGE),
    );
    expectNoScan(plan);
    expect(indexesOf(plan)).toContain('task_due');
  });
});
