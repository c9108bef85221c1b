import { describe, expect, it } from '@jest/globals';
import type { Pool, QueryConfig } from 'pg';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { readClockLogs, readClockLogsUntil } from '../../../src/tasks/clock/read-clock-logs.ts';
import type { Database } from '../../../src/tasks/store/lists/listed-row.ts';
import type { ReadBy } from '../../../src/tasks/view/kept-by-revision.ts';
import { workflows } from '../../../workflows/index.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { idOf, insertEvents, insertRows } from '../task-rows.ts';

let pool: Pool;
let counted: ReadBy;
/** Which tasks' logs were asked of the database, question by question. */
const asked: string[][] = [];

ledgerOfSuite(2, async (opened) => {
  pool = opened;
  const counting = {
    query(config: QueryConfig) {
      asked.push((config.values as [string[]])[0]);
      return pool.query(config);
    },
  } as Database;
  counted = { database: counting, registry: createRegistry(workflows) };
  await insertRows(pool, [
    { serial: 1, createdAt: shanghai('2026-11-02 08:30') },
    { serial: 2, createdAt: shanghai('2026-11-02 08:30') },
  ]);
});

const at = (serial: number, revision: number) => ({ id: idOf(serial), workflow: 'reform-task', revision });
const typesOf = async (...tasks: ReturnType<typeof at>[]) => {
  asked.length = 0;
  const logs = await readClockLogs(counted, tasks);
  return tasks.map(({ id }) => logs.get(id)?.map(({ type }) => type));
};

describe('the logs of late tasks', () => {
  it('are asked of the database once while the tasks stay as they are', async () => {
    expect(await typesOf(at(1, 1), at(2, 1))).toEqual([['created'], ['created']]);
    expect(asked).toEqual([[idOf(1), idOf(2)]]);
    expect(await typesOf(at(1, 1), at(2, 1))).toEqual([['created'], ['created']]);
    expect(asked).toEqual([]);
  });

  it('are read anew of the task that has moved, and of it alone', async () => {
    await typesOf(at(1, 1), at(2, 1));
    await insertEvents(pool, 2, [{ at: shanghai('2026-11-03 09:00'), type: 'urge', state: 'open.working' }]);
    expect(await typesOf(at(1, 1), at(2, 2))).toEqual([['created'], ['created', 'urge']]);
    expect(asked).toEqual([[idOf(2)]]);
    expect(await typesOf(at(2, 2), at(1, 1))).toEqual([['created', 'urge'], ['created']]);
    expect(asked).toEqual([]);
  });

  it('go as far as the row that was seen, where another process went on meanwhile', async () => {
    await insertEvents(pool, 1, [{ at: shanghai('2026-11-03 10:00'), type: 'urge', state: 'open.working' }]);
    expect(await typesOf(at(1, 2))).toEqual([['created', 'urge']]);
    // Whoever still holds the row from before is not shown more than was there for long.
    expect(await typesOf(at(1, 1))).toEqual([['created', 'urge']]);
    expect(asked).toEqual([[idOf(1)]]);
  });

  it('of a past moment end there, whatever is known of today', async () => {
    await typesOf(at(2, 2));
    const then = await readClockLogsUntil(counted, [at(2, 2)], shanghai('2026-11-02 12:00'));
    expect(then.get(idOf(2))?.map(({ type }) => type)).toEqual(['created']);
    expect(asked).toEqual([[idOf(2)]]);
  });
});
