import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Client, type Pool } from 'pg';
import { continueLog } from '../../../src/engine/store/continue-log.ts';
import { type LogPosition, readLogAfter, readLogEnd } from '../../../src/engine/store/read-log-after.ts';
import { eventually } from '../../support/eventually.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';

let pool: Pool;
let writers: Client[];

ledgerOfEachTest(
  2,
  async (opened, url) => {
    pool = opened;
    writers = await Promise.all(
      ['a', 'b', 'c'].map(async () => {
        const client = new Client({ connectionString: url });
        await client.connect();
        return client;
      }),
    );
  },
  async () => {
    await Promise.all(writers.map((client) => client.end()));
  },
);

const TASKS = [1, 2, 3].map((n) => `0193a0f0-0000-7000-8000-00000000000${n}`);

async function write(client: Client | Pool, task: number, revision: number): Promise<void> {
  await client.query(
    `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
    VALUES ($1, $2, gen_random_uuid(), 'noted', '{}', '{}', '2026-11-25T01:00:00Z', 1, 'open', 'somebody', '\\x00')`,
    [TASKS[task], revision],
  );
}

/** Reads on until so many events have come: other databases of the cluster have transactions in flight, too. */
async function readAll(from: LogPosition, count: number) {
  let [all, next]: [string[], LogPosition] = [[], from];
  await eventually(async () => {
    const more = await readOn(next);
    [all, next] = [[...all, ...more.found], more.next];
    return all.length >= count;
  });
  return { found: all, next };
}

/** Reads on to the end, so many events at a time. */
async function readOn(from: LogPosition, limit = 2) {
  const found: string[] = [];
  let after = from;
  for (;;) {
    const { events, next, isEnd } = await readLogAfter(pool, after, limit);
    found.push(...events.map(({ taskId, revision }) => `${TASKS.indexOf(taskId)}/${revision}`));
    after = next;
    if (isEnd) return { found, next };
  }
}

it('what commits late is neither skipped nor read twice', async () => {
  const [early, late] = writers as [Client, Client];
  const start = await readLogEnd(pool);
  // Given a transaction that began first and is still in flight, and one that is committed
  await early.query('BEGIN');
  await write(early, 0, 1);
  await write(late, 1, 1);
  // Then the committed one waits, since what may still appear is of before it
  const first = await readOn(start);
  expect(first.found).toEqual([]);
  // Whoever does not mind reading it again has it already
  const ahead = await readLogAfter(pool, start, 10);
  expect(ahead.early.map(({ taskId }) => taskId)).toEqual([TASKS[1]]);
  // When the first one ends
  await early.query('COMMIT');
  // Then both come, once
  const second = await readAll(first.next, 2);
  expect(second.found).toEqual(['0/1', '1/1']);
  expect((await readOn(second.next)).found).toEqual([]);
});

it('whatever order transactions begin and end in, each committed event comes once, and those of a task in order', async () => {
  const move = fc.record({
    writer: fc.nat(2),
    act: fc.constantFrom('write', 'write', 'commit', 'rollback', 'read'),
  });
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
      let after = await readLogEnd(pool);
      const found: string[] = [];
      const revisions = [written, written, written];
      written += moves.length;
      const open = [false, false, false];
      const unsaid: string[][] = [[], [], []];
      const committed: string[] = [];
      const read = async () => {
        const more = await readOn(after);
        found.push(...more.found);
        after = more.next;
      };
      const end = async (n: number, how: 'COMMIT' | 'ROLLBACK') => {
        if (open[n] !== true) return;
        await writers[n]?.query(how);
        if (how === 'COMMIT') committed.push(...(unsaid[n] ?? []));
        [open[n], unsaid[n]] = [false, []];
      };
      for (const { writer, act } of moves) {
        const client = writers[writer];
        if (client === undefined) continue;
        if (act === 'read') await read();
        else if (act === 'commit') await end(writer, 'COMMIT');
        else if (act === 'rollback') await end(writer, 'ROLLBACK');
        else {
          // Each writer has a task of its own: two never write the same one at once.
          if (open[writer] !== true) await client.query('BEGIN');
          open[writer] = true;
          const revision = (revisions[writer] ?? 0) + 1;
          revisions[writer] = revision;
          await write(client, writer, revision);
          unsaid[writer]?.push(`${writer}/${revision}`);
        }
      }
      for (const n of [0, 1, 2]) await end(n, 'COMMIT');
      const rest = await readAll(after, committed.length - found.length);
      found.push(...rest.found);
      expect(found.toSorted()).toEqual(committed.toSorted());
      for (const n of [0, 1, 2]) {
        const own = found.filter((id) => id.startsWith(`${n}/`)).map((id) => Number(id.slice(2)));
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 40 },
  );
});

it('a log that was restored into a database with lower numbers goes on above its own', async () => {
  // Given a log of which a follower has read all
  await write(pool, 0, 1);
  const read = await readAll({ position: '0', taskId: TASKS[0] ?? '', revision: 0 }, 1);
  expect(read.found).toEqual(['0/1']);
  // And a database that counts from far below it
  await pool.query('UPDATE log_base SET base = base - 100000');
  await write(pool, 1, 1);
  expect((await readOn(read.next)).found).toEqual([]);
  // When a program starts on it
  expect(await continueLog(pool)).toBe(true);
  expect(await continueLog(pool)).toBe(false);
  // Then what is written from now on comes
  await write(pool, 2, 1);
  expect((await readAll(read.next, 1)).found).toEqual(['2/1']);
});
