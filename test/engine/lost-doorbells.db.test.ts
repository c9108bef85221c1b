import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Dispatcher } from '../../src/engine/work/dispatch.ts';
import { startReconciler } from '../../src/engine/work/reconcile.ts';
import { eventually } from '../support/eventually.ts';
import { ledgerOfEachTest } from '../support/ledger.ts';

const START = Date.parse('2026-11-25T01:00:00Z');
const RECONCILE_SECONDS = 5;

let pool: Pool;

ledgerOfEachTest(2, (opened) => {
  pool = opened;
});

/** Puts so many undone effects, whose doorbells are lost however often they ring, before a reconciler for so many seconds. */
async function secondsOfRings(effects: number, batch: number, seconds: number, heard: boolean) {
  await pool.query(
    `INSERT INTO effect (task_id, revision, position, name, params, ring_at)
    SELECT '01900000-0000-7000-8000-000000000001', 1, n, 'prepare', '{}', $2 FROM generate_series(1, $1::int) AS n`,
    [effects, new Date(START)],
  );
  let second = 0;
  let looks = 0;
  const rung: number[] = [];
  const deaf: Dispatcher = {
    figures: { rung: 0, unheard: 0 },
    dispatch: () => void rung.push(second),
    isHeard() {
      looks++;
      return heard;
    },
    drained: () => Promise.resolve(),
  };
  const reconciler = startReconciler(pool, deaf, {
    reconcileSeconds: RECONCILE_SECONDS,
    everyMs: 1,
    batch,
    now: () => new Date(START + second * 1_000).toISOString(),
    onError: (error) => {
      throw error;
    },
  });
  for (; second < seconds; second++) {
    const before = looks;
    await eventually(() => looks > before + 8, { withinMs: 60_000, everyMs: 1 });
  }
  await reconciler.stop();
  return rung;
}

function longestPause(rung: readonly number[]): number {
  return Math.max(...rung.slice(1).map((second, n) => second - (rung[n] ?? 0)));
}

describe('work whose doorbell is lost again and again', () => {
  it('is never left for longer than twice the pause of the first time, where only some of it waits', async () => {
    const rung = await secondsOfRings(1, 500, 120, true);
    expect(rung.length).toBeGreaterThan(10);
    expect(longestPause(rung)).toBeLessThanOrEqual(2 * RECONCILE_SECONDS);
  });

  it('is not put off by a queue that is away, either', async () => {
    const rung = await secondsOfRings(1, 500, 120, false);
    expect(longestPause(rung)).toBeLessThanOrEqual(2 * RECONCILE_SECONDS);
  });

  it('rings more seldom where it is more than a look takes: the queue is behind', async () => {
    const few = await secondsOfRings(20, 500, 120, true);
    await pool.query('DELETE FROM effect');
    const many = await secondsOfRings(20, 5, 120, true);
    expect(many.length).toBeLessThan(few.length * 0.75);
  });
});
