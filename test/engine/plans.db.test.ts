import { describe, expect, it } from '@jest/globals';
import type { Pool, QueryConfig } from 'pg';
import { commitBatch } from '../../src/engine/store/commit-batch.ts';
import { loadPendingEffects, settleEffects } from '../../src/engine/store/effects-store.ts';
import { loadChildren } from '../../src/engine/store/load-children.ts';
import { loadRevisions, loadTasks } from '../../src/engine/store/load-tasks.ts';
import { BY_KEY } from '../../src/main/opening/open-engine.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { nodesOf, type Plan } from '../support/plan.ts';

/*
 * The engine's connections keep the plans that they made first, on tables that were still empty: also those may walk
 * neither a table nor a whole index, or each step becomes dearer with every task there is.
 */

let pool: Pool;

ledgerOfSuite(1, async (opened) => {
  pool = opened;
  for (const [name, value] of Object.entries(BY_KEY)) await pool.query(`SET ${name} = ${value}`);
});

const TASK = '0193a0f0-0000-7000-8000-000000000001';
const KEY = { taskId: TASK, revision: 1, position: 0 };

/** The engine's statements on the hot path, each as the store sends it. */
const STATEMENTS: Readonly<Record<string, (pool: Pool) => Promise<unknown>>> = {
  'commit a batch': (at) => commitBatch(at, [], { reconcileSeconds: 5, keyHours: 24 }),
  'load pending effects': (at) => loadPendingEffects(at, [TASK], '2026-11-25T01:00:00.000Z'),
  'settle an effect': (at) => settleEffects(at, [KEY]),
  'load tasks': (at) => loadTasks(at, [TASK]),
  'load revisions': (at) => loadRevisions(at, [TASK]),
  'load children': (at) => loadChildren(at, [TASK]),
};

/** The plan of a statement for whatever values it may be given, as a connection keeps it. */
async function keptPlanOf(send: (pool: Pool) => Promise<unknown>): Promise<Plan> {
  const sent: string[] = [];
  await send({
    query({ text }: QueryConfig) {
      sent.push(text);
      return Promise.resolve({ rows: [] });
    },
  } as unknown as Pool);
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${sent[0]}`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('PostgreSQL gave no plan.');
  return plan;
}

/** Walks of a table, and of an index from end to end. */
const walksOf = (plan: Plan) =>
  nodesOf(plan)
    .filter((node) => {
      const byIndex = /Index( Only)? Scan$/.test(node['Node Type']);
      return node['Node Type'] === 'Seq Scan' || (byIndex && node['Index Cond'] === undefined);
    })
    .map((node) => `${node['Node Type']} of ${node['Index Name'] ?? node['Relation Name'] ?? '?'}`);

describe('the plans that the engine’s connections keep', () => {
  it.each(Object.entries(STATEMENTS))('%s by key alone, on empty tables too', async (_, send) => {
    const plan = await keptPlanOf(send);
    expect(nodesOf(plan).some((node) => node['Index Cond'] !== undefined)).toBe(true);
    expect(walksOf(plan)).toEqual([]);
  });

  it('would be seen to walk an index, as the doorbells’ was walked for what is not parked', async () => {
    const plan = await keptPlanOf((at) =>
      at.query({ text: 'SELECT 1 FROM effect WHERE task_id = ANY($1::uuid[]) AND parked_at IS NULL' }),
    );
    expect(walksOf(plan)).toEqual(['Bitmap Index Scan of effect_ring']);
  });
});
