import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { proveAll } from '../../src/audit/proof.ts';
import { readDirectory } from '../../src/directory/store/read-directory.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { definitions, type History, writeHistory } from './county-history.ts';
import { ledgerDamages } from './ledger-damages.ts';
import { logDamages } from './log-damages.ts';
import { keepCopies, restoreCopies, tamper } from './tampering.ts';

let database: TestDatabase;
let pool: Pool;
let history: History;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 5 });
  history = await writeHistory(pool);
  await keepCopies(pool);
});

afterEach(async () => {
  await restoreCopies(pool);
  expect((await prove()).holds).toBe(true);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function prove() {
  const directory = await readDirectory(pool);
  if (directory === undefined) throw new Error('The test saved no directory.');
  return proveAll(pool, definitions, directory, { now: Date.now });
}

describe('the proof over a sound history', () => {
  it('holds, and says what it looked at', async () => {
    const proof = await prove();
    expect(proof.counterExamples).toEqual([]);
    expect(proof.holds).toBe(true);
    expect(proof.figures).toMatchObject({ tasks: 9, seats: 5, violations: 0, notFolded: {}, onDutySeat: 0 });
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
    expect(proof.figures.events).toBe(rows[0]?.n);
  });
});

describe('the proof names', () => {
  it.each([...logDamages, ...ledgerDamages])('%s', async (_, rule, name, revision, change) => {
    const taskId = name === null ? null : history[name];
    await tamper(pool, (client) => change(client, taskId ?? '', history));
    const { holds, counterExamples } = await prove();
    expect(holds).toBe(false);
    const named = counterExamples.filter((fault) => fault.taskId === taskId);
    expect(named[0]).toMatchObject({ rule, revision });
  });
});

describe('the log', () => {
  it.each([
    [`UPDATE event SET type = 'x'`],
    ['DELETE FROM event'],
    ['TRUNCATE event'],
    [`INSERT INTO event TABLE event ON CONFLICT (task_id, revision) DO UPDATE SET type = 'x'`],
  ])('refuses: %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toThrow('append-only');
  });
});
