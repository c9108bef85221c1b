import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Actor } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { createWork } from '../../../src/engine/work/work.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';
import { errand } from '../errand-workflow.ts';

const WORK = { maxAttempts: 3, retrySeconds: () => 1, onOutcome: () => undefined };

const lin: Actor = { principal: 'lin', name: '林' };
const relations = () => ['accountable'];

let pool: Pool;

ledgerOfEachTest(5, (opened) => {
  pool = opened;
});

const open = (): Engine => createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
const worker = (engine: Engine) =>
  createWork(
    pool,
    engine,
    { prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }) },
    WORK,
  );

describe('a process that remembers an older revision of a task', () => {
  let mine: Engine;
  let id: string;

  beforeEach(async () => {
    mine = open();
    const input = { title: '送文件', seat: 'x' };
    ({ id } = await mine.submit({ workflow: 'errand', input, actor: lin }));
    await worker(open())({ tasks: [id] });
  });

  it('fires a timer that another process armed since', async () => {
    await pool.query(`UPDATE effect SET due_at = now() WHERE timer_key IS NOT NULL`);
    await worker(mine)({ tasks: [id] });
    expect((await mine.read(id))?.revision).toBe(3);
    const { rows } = await pool.query('SELECT 1 FROM effect WHERE timer_key IS NOT NULL');
    expect(rows.length).toBe(0);
  });

  it.each(['begin', 'end'])(
    'says that it is old before it refuses "%s" for any other reason',
    async (type) => {
      const event = { type, data: type === 'begin' ? { note: 'a' } : {} };
      await expect(
        mine.send({ taskId: id, event, actor: lin, relations, expected: 1 }),
      ).rejects.toMatchObject({
        code: 'revision-stale',
        extras: { revision: 2 },
      });
    },
  );
});
