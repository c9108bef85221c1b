import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase } from '../support/postgres.ts';

describe('test databases', () => {
  it('are migrated, and each its own', async () => {
    const first = await createTestDatabase();
    const second = await createTestDatabase();
    const client = new Client({ connectionString: first.connectionString });
    await client.connect();
    const tables = await client.query('SELECT count(*)::int AS n FROM schema_migrations');
    await client.query('CREATE TABLE only_here ()');
    await client.end();
    expect(tables.rows[0]).toEqual({ n: expect.any(Number) });
    const other = new Client({ connectionString: second.connectionString });
    await other.connect();
    const found = await other.query("SELECT to_regclass('only_here') AS found");
    await other.end();
    expect(found.rows[0]).toEqual({ found: null });
    await first.drop();
    await second.drop();
  });

  it('tell which connection a test left open', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.connectionString, application_name: 'forgotten' });
    client.on('error', () => undefined); // it is cut when the database is dropped
    await client.connect();
    await expect(database.drop()).rejects.toThrow('forgotten');
  });
});
