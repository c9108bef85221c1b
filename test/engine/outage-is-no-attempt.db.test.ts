import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createWork, type Outcome } from '../../src/engine/work/work.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { ledgerOfEachTest } from '../support/ledger.ts';
import { errand } from './errand-workflow.ts';

let pool: Pool;

ledgerOfEachTest(5, (opened) => {
  pool = opened;
});

/** What became of an errand whose preparation fails so many times in a way, with three attempts allowed. */
async function prepareAfter(
  failures: number,
  failure: () => Error,
  { rings = failures + 1, putOff = false } = {},
) {
  const outcomes: Outcome[] = [];
  let left = failures;
  const prepare = () => {
    if (left-- > 0) throw failure();
    return Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } });
  };
  const engine = createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
  const work = createWork(
    pool,
    engine,
    { prepare },
    {
      maxAttempts: 3,
      retrySeconds: () => 0,
      onOutcome: (outcome) => void outcomes.push(outcome),
    },
  );
  const lin = { principal: 'lin', name: '林' };
  const { id } = await engine.submit({
    workflow: 'errand',
    input: { title: '送文件', seat: 'x' },
    actor: lin,
  });
  if (putOff) await pool.query("UPDATE effect SET ring_at = now() + interval '1 minute'");
  for (let ring = 0; ring < rings; ring++) await work({ tasks: [id] });
  return outcomes;
}

describe('an effect whose handler fails', () => {
  it.each([
    ['the database does not answer', () => new Error('Query read timeout')],
    ['the connection was cut', () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['nobody listens', () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['the server is shutting down', () => Object.assign(new Error('terminating'), { code: '57P01' })],
    ['the disk is full', () => Object.assign(new Error('could not extend file'), { code: '53100' })],
  ])('because %s has used up no attempt, however often', async (_, failure) => {
    const outcomes = await prepareAfter(7, failure);
    expect(outcomes).toEqual([...Array.from({ length: 7 }, () => 'failed'), 'done']);
  });

  it('because of an outage is rung again within seconds, however long its pause has become', async () => {
    await prepareAfter(1, () => new Error('Query read timeout'), { rings: 1, putOff: true });
    const { rows } = await pool.query<{ seconds: number }>(
      'SELECT extract(epoch FROM ring_at - now())::float8 AS seconds FROM effect',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.seconds).toBeLessThanOrEqual(3);
  });

  it('for a reason of its own is parked after its attempts', async () => {
    const outcomes = await prepareAfter(7, () => new Error('no such seat'));
    expect(outcomes).toEqual(['failed', 'failed', 'parked']);
  });
});
