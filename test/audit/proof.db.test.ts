import { afterEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { proveAll } from '../../src/audit/proof.ts';
import { readDirectory } from '../../src/directory/store/read-directory.ts';
import { county } from '../calendar/county-calendar.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { type MovableClock, movableClock, WORKDAY_MORNING } from '../support/movable-clock.ts';
import { clockDamages } from './clock-damages.ts';
import { definitions, type History, writeHistory } from './county-history.ts';
import { ladderDamages } from './ladder-damages.ts';
import { ledgerDamages } from './ledger-damages.ts';
import { logDamages } from './log-damages.ts';
import { keepCopies, restoreCopies, tamper } from './tampering.ts';

let clock: MovableClock;
let pool: Pool;
let history: History;

ledgerOfSuite(
  5,
  async (opened, url) => {
    pool = opened;
    clock = await movableClock(url, WORKDAY_MORNING, { runs: true });
    history = await writeHistory(pool, clock.now);
    await keepCopies(pool);
  },
  () => clock.close(),
);

afterEach(async () => {
  await restoreCopies(pool);
  expect((await prove()).holds).toBe(true);
});

async function prove() {
  const directory = await readDirectory(pool);
  if (directory === undefined) throw new Error('The test saved no directory.');
  return proveAll(pool, definitions, directory, { now: clock.now, calendar: county });
}

describe('the proof over a sound history', () => {
  it('holds, and says what it looked at', async () => {
    const proof = await prove();
    expect(proof.counterExamples).toEqual([]);
    expect(proof.holds).toBe(true);
    expect(proof.figures).toMatchObject({
      tasks: 12,
      seats: 6,
      violations: 0,
      notFolded: {},
      onDutySeat: 0,
      beforeClock: 0,
    });
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
    expect(proof.figures.events).toBe(rows[0]?.n);
  });
});

describe('the proof over a history from before the clock ledger', () => {
  it('holds, and counts the events that nothing says the clock of', async () => {
    await tamper(pool, async (client) => {
      await client.query('UPDATE event SET clock = NULL, due_at = NULL');
      await client.query('UPDATE task SET clock = NULL');
    });
    const { counterExamples, figures } = await prove();
    expect(counterExamples).toEqual([]);
    expect(figures.beforeClock).toBeGreaterThan(20);
    expect(figures.clockMinutes).toBe(0);
  });

  it('holds where a task goes on with the ledger, from there on', async () => {
    await tamper(pool, (client) =>
      client.query('UPDATE event SET clock = NULL, due_at = NULL WHERE task_id = $1 AND revision < 3', [
        history.open,
      ]),
    );
    const { counterExamples, figures } = await prove();
    expect(counterExamples).toEqual([]);
    expect(figures.beforeClock).toBe(2);
  });
});

describe('the proof names', () => {
  it.each([...logDamages, ...ledgerDamages, ...clockDamages, ...ladderDamages])(
    '%s',
    async (_, rule, name, revision, change) => {
      const taskId = name === null ? null : history[name];
      await tamper(pool, (client) => change(client, taskId ?? '', history));
      const { holds, counterExamples } = await prove();
      expect(holds).toBe(false);
      const named = counterExamples.filter((fault) => fault.taskId === taskId);
      expect(named[0]).toMatchObject({ rule, revision });
    },
  );
});

describe('the log', () => {
  it.each([
    [`UPDATE event SET type = 'x'`],
    ['DELETE FROM event'],
    ['TRUNCATE event CASCADE'],
    [`INSERT INTO event TABLE event ON CONFLICT (task_id, revision) DO UPDATE SET type = 'x'`],
  ])('refuses: %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toThrow('append-only');
  });
});
