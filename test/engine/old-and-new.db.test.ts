import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/engine/definition/define.ts';
import { Problem } from '../../src/platform/wording/problem.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type ErrandOffice, openErrandOffice } from './errand-office.ts';
import { errand } from './errand-workflow.ts';

const LIFECYCLES = 1_000;
const lin: Actor = { principal: 'lin', name: '林' };

/** The next version, whose tasks the one before cannot load. */
const later = {
  ...errand,
  version: errand.version + 1,
  upcasters: { [errand.version]: (stored: object) => stored },
};

describe('programs of two versions side by side, as in an upgrade', () => {
  let database: TestDatabase;
  let offices: readonly ErrandOffice[];
  beforeAll(async () => {
    database = await createTestDatabase();
    const { connectionString } = database;
    offices = [
      await openErrandOffice(connectionString, undefined),
      await openErrandOffice(connectionString, undefined, later as typeof errand),
    ];
  });
  afterAll(async () => {
    for (const office of offices) await office.close();
    await database.drop();
  });

  /** Sends to one door and, told that the task is of a later program, to the other. */
  async function send(taskId: string, type: string, data: unknown, first: number): Promise<void> {
    const command = { taskId, event: { type, data }, actor: lin, relations: () => ['accountable'] };
    for (let n = first; ; n++) {
      try {
        await offices[n % 2]?.engine.send(command);
        return;
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'later-program') throw error;
      }
    }
  }

  it('take 1 000 lifecycles through both: nothing is parked, nothing fails otherwise than "ask the later one"', async () => {
    const halves = await Promise.all(offices.map((office) => office.submit(LIFECYCLES / 2)));
    const ids = halves.flat();
    await eventually(() => offices[0]?.areReady(ids), { withinMs: 120_000 });
    for (const [n, id] of ids.entries()) {
      await send(id, 'begin', { note: '出发' }, n);
      await send(id, 'end', {}, n + 1);
    }
    const { pool } = offices[0] as ErrandOffice;
    const parked = await pool.query('SELECT count(*)::int AS n FROM effect WHERE parked_at IS NOT NULL');
    expect(parked.rows).toEqual([{ n: 0 }]);
    const { rows } = await pool.query('SELECT state, count(*)::int AS n FROM task GROUP BY state');
    expect(rows).toEqual([{ state: 'ended', n: LIFECYCLES }]);
    for (const { runtime } of offices)
      expect(runtime.figures.outcomes).toMatchObject({ failed: 0, parked: 0 });
  });
});
