import { describe, expect, it } from '@jest/globals';
import type { Pool, QueryConfig } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { eventually } from '../../support/eventually.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';
import { errand } from '../errand-workflow.ts';

const settings = { ...ENGINE_SETTINGS, batchSize: 20, committers: 1 };
const lin = { principal: 'lin', name: '林' };

let pool: Pool;
let engine: Engine;
/** How many members each statement that was sent had. */
let batches: number[];
/** While it is set, statements wait for it on their way. */
let gate: Promise<unknown> | undefined;

ledgerOfEachTest(5, async (opened) => {
  pool = opened;
  const query = pool.query.bind(pool) as (statement: QueryConfig) => Promise<unknown>;
  pool.query = (async (statement: QueryConfig) => {
    if (statement.name !== 'commit-batch') return query(statement);
    const [, , ids = []] = statement.values ?? [];
    batches.push((ids as readonly string[]).length);
    await gate;
    return query(statement);
  }) as unknown as Pool['query'];
  engine = createEngine(pool, createRegistry([errand]), Date.now, settings);
  batches = [];
  gate = undefined;
});

async function errands(count: number): Promise<readonly string[]> {
  const submitted = Array.from({ length: count }, () =>
    engine.submit({ workflow: 'errand', input: { title: '送文件', seat: 'x' }, actor: lin }),
  );
  const ids = (await Promise.all(submitted)).map(({ id }) => id);
  batches = [];
  return ids;
}

const prepare = (taskId: string) => {
  const event = { type: 'prepared', data: { owner: 'seat-1' } };
  return engine.send({ taskId, event, actor: lin, relations: () => ['engine'] });
};

describe('group commit', () => {
  it('takes what is sent in one turn of the event loop into one statement', async () => {
    const ids = await errands(15);
    await Promise.all(ids.map(prepare));
    expect(batches).toEqual([15]);
  });

  it('gathers the next batch while one is under way, and no batch is larger than allowed', async () => {
    const [first = '', ...others] = await errands(30);
    let open: (() => void) | undefined;
    gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const alone = prepare(first);
    await eventually(() => batches.length === 1);
    const together = others.map(prepare);
    open?.();
    const after = await Promise.all([alone, ...together]);
    expect(batches).toEqual([1, 20, 9]);
    expect(after.every(({ revision, state }) => revision === 2 && state === 'ready')).toBe(true);
  });
});
