import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createPool } from '../../../src/platform/postgres/pool.ts';
import { createLog } from '../../../src/platform/process/log.ts';
import { eventually } from '../../support/eventually.ts';
import { openTcpProxy } from '../../support/network/tcp-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

describe('a database pool', () => {
  let database: TestDatabase;
  let pool: Pool;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    const destination = { write: (line: string) => void lines.push(line) };
    const log = createLog({ level: 'info', role: 'test', pretty: false, destination });
    const { connectionString } = database;
    pool = createPool({ connectionString, name: 'onedoor-test', size: 2, statementSeconds: 3 }, log);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('reads dates as text and int8 as numbers', async () => {
    const { rows } = await pool.query(
      "SELECT date '2026-02-28' AS day, 42::int8 AS n, '{1,2}'::int8[] AS list, '{}'::int8[] AS none, null::int8 AS nil",
    );
    expect(rows[0]).toEqual({ day: '2026-02-28', n: 42, list: [1, 2], none: [], nil: null });
  });

  it('refuses an int8 that a number cannot hold, rather than rounding it', async () => {
    await expect(pool.query('SELECT 9007199254740993::int8')).rejects.toThrow('9007199254740993');
  });

  it('gives its name and limits to the server', async () => {
    const shown = await pool.query(
      `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(shown.rows[0]).toEqual({ name: 'onedoor-test', statement: '3s', idle: '15s' });
  });

  it('logs an idle connection that the server cut, and goes on', async () => {
    await pool.query('SELECT 1');
    const killer = createPool(
      { connectionString: database.connectionString, name: 'killer', size: 1 },
      createLog({ level: 'silent', role: 'test', pretty: false }),
    );
    await killer.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onedoor-test'",
    );
    await killer.end();
    await eventually(() => lines.some((line) => line.includes('idle database connection')));
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('tells of a connection that is lost while it is in use by the next statement, and ends no process', async () => {
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    // Nobody here listens to its errors, as in a transaction: thrown at nobody, one would end the process.
    const lost = new Promise<void>((resolve) => void client.once('end', resolve));
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await lost;
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('gives up a statement that the server does not answer', async () => {
    const { username, password, pathname, searchParams } = new URL(
      database.connectionString.replace('@/', '@socket/'),
    );
    const proxy = await openTcpProxy(Number(searchParams.get('port')));
    const connectionString = `postgresql://${username}:${password}@127.0.0.1:${proxy.port}${pathname}`;
    const through = createPool(
      { connectionString, name: 'half-dead', size: 1, statementSeconds: 1 },
      createLog({ level: 'silent', role: 'test', pretty: false }),
    );
    await through.query('SELECT 1');
    proxy.drop();
    await expect(through.query('SELECT 2')).rejects.toThrow('Query read timeout');
    await proxy.heal();
    expect((await through.query('SELECT 3 AS n')).rows).toEqual([{ n: 3 }]);
    await through.end();
    await proxy.close();
  });
});
