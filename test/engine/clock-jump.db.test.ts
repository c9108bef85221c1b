import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { loadPendingEffects, takeRingable } from '../../src/engine/store/effects-store.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { type MovableClock, movableClock } from '../support/movable-clock.ts';

const NOW = '2026-11-25T01:00:00.000Z';
const TASK = '01900000-0000-7000-8000-000000000001';

describe('a database whose clock has jumped four days ahead', () => {
  let clock: MovableClock;
  let pool: Pool;
  ledgerOfSuite(
    10,
    async (opened, url) => {
      pool = opened;
      clock = await movableClock(url, '2026-11-29T01:00:00.000Z');
      await pool.query(
        `INSERT INTO effect (task_id, revision, position, name, params, timer_key, due_at, ring_at) VALUES
        ($1, 1, 0, 'timer', '{}', 'due', '2026-11-26T01:00Z', '2026-11-26T01:00Z'),
        ($1, 1, 1, 'prepare', '{}', NULL, NULL, '2026-11-25T00:59:59Z')`,
        [TASK],
      );
    },
    async () => {
      await clock.close();
    },
  );

  it('fires no timer before the time by which its event is stamped, and puts no doorbell off', async () => {
    expect((await loadPendingEffects(pool, [TASK], NOW)).map(({ name }) => name)).toEqual(['prepare']);
    expect(await takeRingable(pool, 10, { firstSeconds: 5, mostSeconds: 60 }, NOW)).toEqual([
      { taskId: TASK, again: true },
    ]);
    const { rows } = await pool.query('SELECT ring_at FROM effect ORDER BY position');
    expect(rows).toEqual([
      { ring_at: new Date('2026-11-26T01:00:00Z') },
      { ring_at: new Date('2026-11-25T01:00:05Z') },
    ]);
  });
});
