import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import type { Actor } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { benchLifecycle } from '../../../workflows/bench-lifecycle.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { routedTo, UNIT } from '../../workflows/moves/routing-moves.ts';
import { type Operation, orderViolation } from './real-time-order.ts';

const WRITERS = 20;
const ROUNDS = 500;
const writer: Actor = { principal: 'writer', name: '林' };
const relations = () => ['engine', 'accountable'];

let database: TestDatabase;
let pools: readonly Pool[];
/** As in two processes: they share nothing but the database. */
let engines: readonly [Engine, Engine];

beforeEach(async () => {
  database = await createTestDatabase();
  const open = () => {
    const pool = new Pool({ connectionString: database.connectionString, max: 4 });
    return { pool, engine: createEngine(pool, createRegistry([benchLifecycle]), Date.now, ENGINE_SETTINGS) };
  };
  const [one, other] = [open(), open()];
  pools = [one.pool, other.pool];
  engines = [one.engine, other.engine];
});

afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

/** A task at a point where it takes reports for as long as anybody likes. */
async function openTask(): Promise<{ readonly id: string; readonly revision: number }> {
  const [engine] = engines;
  const input = { title: '智慧犬管', unit: '综合执法局', limit: { workingDays: 5 } };
  const { id } = await engine.submit({ workflow: 'bench-lifecycle', input, actor: writer });
  let revision = 0;
  for (const event of [
    { type: 'routed', data: routedTo(UNIT) },
    { type: 'receive', data: {} },
    { type: 'dispatch', data: { section: `${UNIT}-S1` } },
  ]) {
    ({ revision } = await engine.send({ taskId: id, event, actor: writer, relations }));
  }
  return { id, revision };
}

describe('twenty writers on one task through two processes', () => {
  it('get revisions without gap, in the order of time, for 500 rounds', async () => {
    const task = await openTask();
    const operations: Operation[] = [];
    const began = performance.now();
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, n) => {
        const engine = engines[n % 2 === 0 ? 0 : 1];
        for (let round = 0; round < ROUNDS; round++) {
          const event = { type: 'report', data: { text: `${n}/${round}` } };
          const start = performance.now();
          const { revision } = await engine.send({ taskId: task.id, event, actor: writer, relations });
          operations.push({ began: start, ended: performance.now(), revision });
        }
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(
      `${operations.length} commits on one task by ${WRITERS} writers in ${seconds.toFixed(1)} s\n`,
    );
    expect(operations.length).toBe(WRITERS * ROUNDS);
    expect(orderViolation(operations, task.revision + 1)).toBeUndefined();
    const [pool] = pools;
    const { rows } = await (pool as Pool).query<{ n: number; distinct: number; last: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT data->>'text')::int AS distinct, max(revision) AS last
      FROM event WHERE task_id = $1 AND type = 'report'`,
      [task.id],
    );
    const all = WRITERS * ROUNDS;
    expect(rows).toEqual([{ n: all, distinct: all, last: task.revision + all }]);
  });
});
