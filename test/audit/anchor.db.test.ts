import { afterEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type Anchor, parseAnchor, printAnchor } from '../../src/audit/anchor.ts';
import { proveAll } from '../../src/audit/proof.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { type MovableClock, movableClock, WORKDAY_MORNING } from '../support/movable-clock.ts';
import { definitions, type History, writeHistory } from './county-history.ts';
import { forgeChain, keepCopies, restoreCopies, tamper } from './tampering.ts';

let clock: MovableClock;
let pool: Pool;
let history: History;
let anchor: Anchor;

ledgerOfSuite(
  5,
  async (opened, url) => {
    pool = opened;
    clock = await movableClock(url, WORKDAY_MORNING, { runs: true });
    history = await writeHistory(pool, clock.now);
    await keepCopies(pool);
    anchor = (await prove()).anchor;
  },
  async () => {
    await clock.close();
  },
);

afterEach(() => restoreCopies(pool));

const prove = (...anchors: readonly Anchor[]) =>
  proveAll(pool, definitions, history.directory, { now: clock.now, anchors });

describe('an exported anchor', () => {
  it('covers the whole of a history that has settled, and holds while nobody touches it', async () => {
    expect(anchor.tasks).toBe(12);
    expect((await prove(parseAnchor(printAnchor(anchor)))).holds).toBe(true);
  });

  it('still holds when tasks have moved on and new ones have come', async () => {
    const { rows } = await pool.query<{ at: string }>('SELECT min(at)::text AS at FROM event');
    const at = rows[0]?.at ?? '';
    const early = new Date(Date.parse(at) + 30_000).toISOString();
    const { tasks, root } = (await proveAt(early)).anchor;
    expect(tasks).toBeLessThan(anchor.tasks);
    expect((await prove({ at: early, tasks, events: 0, root })).holds).toBe(true);
  });

  it('convicts a task that was dropped without a trace, which the proof alone cannot', async () => {
    await tamper(pool, async (client) => {
      for (const table of ['effect', 'event']) {
        await client.query(`DELETE FROM ${table} WHERE task_id = $1`, [history.unrouted]);
      }
      await client.query('DELETE FROM task WHERE id = $1', [history.unrouted]);
    });
    expect((await prove()).holds).toBe(true);
    expect((await prove(anchor)).counterExamples).toMatchObject([{ rule: 'anchor-holds' }]);
  });

  it('convicts a chain that was rewritten whole, which the proof alone cannot', async () => {
    await tamper(pool, async (client) => {
      const actor = JSON.stringify({ principal: 'p-other', name: '别人' });
      await client.query('UPDATE event SET actor = $2 WHERE task_id = $1 AND revision = 3', [
        history.open,
        actor,
      ]);
      await forgeChain(client, history.open);
    });
    expect((await prove()).holds).toBe(true);
    expect((await prove(anchor)).counterExamples).toMatchObject([{ rule: 'anchor-holds' }]);
  });
});

/** The proof as it would have been when `at` had just settled. */
function proveAt(at: string) {
  return proveAll(pool, definitions, history.directory, {
    now: () => Date.parse(at) + 15 * 60_000,
    chainOnly: true,
  });
}
