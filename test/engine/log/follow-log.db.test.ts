import { expect, it } from '@jest/globals';
import { type Pool, type PoolClient } from 'pg';
import { type Follower, followPage, startFollower } from '../../../src/engine/log/follow-log.ts';
import { continueLog } from '../../../src/engine/store/continue-log.ts';
import { eventually } from '../../support/eventually.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';

let pool: Pool;

ledgerOfEachTest(6, async (opened) => {
  pool = opened;
  // A connection that a test kills is no fault of the pool, nor of whoever holds it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await pool.query('CREATE TABLE box (n serial, said text NOT NULL)');
  await followPage(pool, boxes, 2);
});

/** A made-up follower: it writes down what happened, each event once. */
const boxes: Follower = {
  name: 'boxes',
  async take(events, client) {
    const said = events.map(({ taskId, revision }) => `${taskId.at(-1)}/${revision}`);
    await client.query('INSERT INTO box (said) SELECT unnest($1::text[])', [said]);
  },
};

async function write(client: Pool | PoolClient, task: number, revision: number): Promise<void> {
  await client.query(
    `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
    VALUES ($1, $2, gen_random_uuid(), 'noted', '{}', '{}', '2026-11-25T01:00:00Z', 1, 'open', 'somebody', '\\x00')`,
    [`0193a0f0-0000-7000-8000-00000000000${task}`, revision],
  );
}

async function inBox(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ said: string }>('SELECT said FROM box ORDER BY n');
  return rows.map(({ said }) => said);
}

/** Reads on until the box holds what is expected; other databases of the cluster have transactions in flight, too. */
async function followedTo(expected: readonly string[], follower = boxes): Promise<void> {
  await eventually(async () => {
    await followPage(pool, follower, 2);
    return (await inBox()).length >= expected.length;
  });
  expect(await inBox()).toEqual(expected);
}

it('a follower takes each event once, those of one task in order, from where it left off', async () => {
  await write(pool, 1, 1);
  await write(pool, 2, 1);
  await write(pool, 1, 2);
  await followedTo(['1/1', '2/1', '1/2']);
  await write(pool, 2, 2);
  await followedTo(['1/1', '2/1', '1/2', '2/2']);
});

it('skips nothing where commits overlap, which a reader by the highest position would', async () => {
  const early = await pool.connect();
  await early.query('BEGIN');
  await write(early, 1, 1);
  await write(pool, 2, 1);
  await followPage(pool, boxes, 2);
  expect(await inBox()).toEqual([]);
  // The careless reader sees the younger one alone, and goes on above it.
  const seen = await pool.query<{ position: string }>('SELECT max(position)::text AS position FROM event');
  await early.query('COMMIT');
  early.release();
  const missed = await pool.query('SELECT FROM event WHERE position < $1', [seen.rows[0]?.position]);
  expect(missed.rowCount).toBe(1);
  await followedTo(['1/1', '2/1']);
});

it('that is killed between what it made of the events and its place begins there again, and doubles nothing', async () => {
  await write(pool, 1, 1);
  await write(pool, 1, 2);
  let left = 1;
  const dying: Follower = {
    name: boxes.name,
    async take(events, client) {
      await boxes.take(events, client);
      if (left-- <= 0) return;
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    },
  };
  await eventually(async () => {
    const outcome = await followPage(pool, dying, 2).then(
      () => 'read',
      () => 'killed',
    );
    return outcome === 'killed';
  });
  expect(await inBox()).toEqual([]);
  await followedTo(['1/1', '1/2']);
});

it('of several processes one reads at a time, whoever is there', async () => {
  const errors: unknown[] = [];
  const settings = { everyMs: 5, most: 3, onError: (error: unknown) => errors.push(error) };
  const processes = [1, 2, 3].map(() => startFollower(pool, boxes, settings));
  const expected: string[] = [];
  for (let revision = 1; revision <= 20; revision++) {
    await write(pool, 1, revision);
    expected.push(`1/${revision}`);
  }
  for (const one of processes) one.wake();
  await eventually(async () => (await inBox()).length >= expected.length);
  await Promise.all(processes.map((one) => one.stop()));
  expect(await inBox()).toEqual(expected);
  expect(errors).toEqual([]);
});

it('goes on in a log that was restored into a database with lower numbers', async () => {
  await write(pool, 1, 1);
  await followedTo(['1/1']);
  // Its place lies above the last event, since nothing before it can appear any more.
  await pool.query('UPDATE log_base SET base = base - 100000');
  expect(await continueLog(pool)).toBe(true);
  await write(pool, 1, 2);
  await followedTo(['1/1', '1/2']);
});
