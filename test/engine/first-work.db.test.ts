import { describe, expect, it } from '@jest/globals';
import type { Pool, QueryConfig } from 'pg';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createWork } from '../../src/engine/work/work.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { ledgerOfEachTest } from '../support/ledger.ts';
import { errand } from './errand-workflow.ts';

const lin = { principal: 'lin', name: '林' };

let pool: Pool;
/** Names of the statements that were sent. */
let asked: string[];

ledgerOfEachTest(5, (opened) => {
  pool = opened;
  asked = [];
  const query = pool.query.bind(pool) as (statement: QueryConfig) => Promise<unknown>;
  pool.query = (async (statement: QueryConfig) => {
    asked.push(statement.name ?? '');
    return query(statement);
  }) as unknown as Pool['query'];
});

/** A process: an engine and its worker. */
function openProcess() {
  const engine = createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
  const handlers = { prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }) };
  const answer = { maxAttempts: 3, retrySeconds: () => 1, onOutcome: () => undefined };
  return { engine, work: createWork(pool, engine, handlers, answer) };
}

const submit = (engine: Engine) =>
  engine.submit({ workflow: 'errand', input: { title: '送文件', seat: 'x' }, actor: lin });
const send = (engine: Engine, taskId: string, type: string, data: unknown) =>
  engine.send({ taskId, event: { type, data }, actor: lin, relations: () => ['accountable'] });

describe('the first work of a task', () => {
  it('is done without reading it back, and only once', async () => {
    const { engine, work } = openProcess();
    const { id } = await submit(engine);
    await work({ tasks: [id] });
    expect(asked).not.toContain('load-pending-effects');
    await work({ tasks: [id] });
    expect(asked).toContain('load-pending-effects');
    expect(await engine.read(id)).toMatchObject({ revision: 2, state: 'ready' });
  });

  it('does not stand in the way of later work where another worker has done it', async () => {
    const [here, there] = [openProcess(), openProcess()];
    const { id } = await submit(here.engine);
    await there.work({ tasks: [id] });
    await send(there.engine, id, 'begin', { note: 'a' });
    await send(there.engine, id, 'split', { n: 2 });
    await here.work({ tasks: [id] });
    const { rows } = await pool.query<{ n: number }>({
      text: 'SELECT count(*)::int AS n FROM task WHERE parent = $1',
      values: [id],
    });
    expect(rows[0]?.n).toBe(2);
  });

  it('is read from the ledger with what this process has added to it', async () => {
    const [here, there] = [openProcess(), openProcess()];
    const { id } = await submit(here.engine);
    await there.work({ tasks: [id] });
    await send(here.engine, id, 'begin', { note: 'a' });
    await send(here.engine, id, 'split', { n: 1 });
    asked.length = 0;
    await here.work({ tasks: [id] });
    expect(asked).toContain('load-pending-effects');
    expect((await here.engine.children(await known(here.engine, id))).length).toBe(1);
  });
});

async function known(engine: Engine, id: string) {
  const task = await engine.read(id);
  if (task === undefined) throw new Error(`Task ${id} is not there.`);
  return task;
}
