import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type Proof, proveAll } from '../../src/audit/proof.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createWork } from '../../src/engine/work/work.ts';
import { errand } from '../engine/errand-workflow.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { type MovableClock, movableClock, WORKDAY_MORNING } from '../support/movable-clock.ts';
import { countyWithDesk } from './county-history.ts';
import { tamper } from './tampering.ts';

const TASKS = 450;
/** More than a page of the proof holds. */
const NOTES = 2_600;

let clock: MovableClock;
let pool: Pool;
let longest = '';

ledgerOfSuite(
  5,
  async (opened, url) => {
    pool = opened;
    clock = await movableClock(url, WORKDAY_MORNING, { runs: true });
    await writeManyTasks();
  },
  async () => {
    await clock.close();
  },
);

async function writeManyTasks(): Promise<void> {
  const settings = { ...ENGINE_SETTINGS, cacheCapacity: 1_000 };
  const engine = createEngine(pool, createRegistry([errand]), clock.now, settings);
  const handlers = { prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }) };
  const work = createWork(pool, engine, handlers, {
    maxAttempts: 3,
    retrySeconds: () => 1,
    onOutcome: () => undefined,
  });
  const actor = { principal: 'lin', name: '林' };
  const input = { title: '送文件', seat: 'x' };
  const tasks = await Promise.all(
    Array.from({ length: TASKS }, () => engine.submit({ workflow: 'errand', input, actor })),
  );
  await work({ tasks: tasks.map(({ id }) => id) });
  // In the middle, so that its events begin and end within chunks that other tasks share.
  longest = tasks.map(({ id }) => id).toSorted()[TASKS / 2] ?? '';
  const event = { type: 'begin', data: { note: '一' } };
  await Promise.all(
    Array.from({ length: NOTES }, () =>
      engine.send({ taskId: longest, event, actor, relations: () => ['accountable'] }),
    ),
  );
}

const prove = (): Promise<Proof> => proveAll(pool, [errand], countyWithDesk(), { now: clock.now });

describe('the proof over more than it reads at once', () => {
  it('takes every task and event once', async () => {
    const { holds, figures, counterExamples } = await prove();
    expect(counterExamples).toEqual([]);
    expect(holds).toBe(true);
    expect(figures).toMatchObject({ tasks: TASKS, events: 2 * TASKS + NOTES });
  });

  it('finds one changed event in the middle of the longest history', async () => {
    await tamper(pool, (client) =>
      client.query(`UPDATE event SET type = 'end' WHERE task_id = $1 AND revision = 2100`, [longest]),
    );
    const { counterExamples } = await prove();
    expect(counterExamples).toMatchObject([{ rule: 'chain-intact', taskId: longest, revision: 2100 }]);
  });
});
