import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';
import { errand } from '../errand-workflow.ts';

let pool: Pool;

ledgerOfEachTest(5, (opened) => {
  pool = opened;
});

describe('reading a task that this process keeps', () => {
  it('gives the revision that another process has committed', async () => {
    const [ours, theirs] = [openEngine(), openEngine()];
    const { id } = await ours.submit({
      workflow: 'errand',
      input: { title: '送文件', seat: 'x' },
      actor: lin,
    });
    expect((await ours.read(id))?.revision).toBe(1);
    const event = { type: 'prepared', data: { owner: 'seat-1' } };
    await theirs.send({ taskId: id, event, actor: lin, relations: () => ['engine'] });
    expect(await ours.read(id)).toMatchObject({ revision: 2, facets: { owner: 'seat-1' } });
  });

  it('gives what it keeps where nobody has gone further', async () => {
    const ours = openEngine();
    const task = await ours.submit({ workflow: 'errand', input: { title: '送文件', seat: 'x' }, actor: lin });
    expect(await ours.read(task.id)).toBe(task);
  });
});

const lin = { principal: 'lin', name: '林' };

function openEngine() {
  return createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
}
