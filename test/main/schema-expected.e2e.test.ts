import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';

describe('a program and a database of another version', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.connectionString });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const started = startProgram(program, {
      args,
      env: { DATABASE_URL: database.connectionString, PORT: '0', ...env },
    });
    const { code } = await started.ended;
    return { code, output: started.output() };
  }

  async function tables(): Promise<unknown> {
    const { rows } = await pool.query(
      "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    );
    return { rows, applied: (await pool.query('SELECT name FROM schema_migrations ORDER BY id')).rows };
  }

  it('commands and starts that may not migrate say what an older database lacks, and leave it as it is', async () => {
    const { rows } = await pool.query<{ name: string }>(
      'DELETE FROM schema_migrations WHERE id = (SELECT max(id) FROM schema_migrations) RETURNING name',
    );
    const last = rows[0]?.name ?? '';
    const before = await tables();
    for (const args of [['doctor'], ['rehearse'], ['coverage'], ['calendar', 'export']]) {
      const { code, output } = await run('src/main/cli', args);
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(last) });
      expect(output).toContain('onedoor migrate');
    }
    const started = await run('src/main/api', [], { ONEDOOR_MIGRATE_AT_START: 'false' });
    expect(started).toEqual({ code: 1, output: expect.stringContaining(last) });
    expect(await tables()).toEqual(before);
    await pool.query('INSERT INTO schema_migrations (name, run_on) VALUES ($1, now())', [last]);
    expect((await run('src/main/cli', ['migrate'])).code).toBe(0);
  });

  it('a later database is refused by everything, migrate too, in one line with a count', async () => {
    await pool.query("INSERT INTO schema_migrations (name, run_on) VALUES ('999_later', now())");
    const before = await tables();
    for (const [program, args] of [
      ['src/main/cli', ['doctor']],
      ['src/main/migrate', []],
      ['src/main/cli', ['migrate']],
      ['src/main/worker', []],
      ['src/main/proof', []],
    ] as const) {
      const { code, output } = await run(program, args);
      expect(code).not.toBe(0);
      expect(output).toContain('1 migration(s), 999_later');
      expect(output).not.toContain('    at ');
    }
    expect(await tables()).toEqual(before);
    await pool.query("DELETE FROM schema_migrations WHERE name = '999_later'");
  });
});
