import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import { isOutage } from '../../../src/platform/outage.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.connectionString });
  // Ended by the server in the course of the tests.
  client.on('error', () => undefined);
  await client.connect();
});
afterAll(() => database.drop());

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an outage', () => {
  it('is a server that is not there', async () => {
    const nowhere = new Pool({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' });
    expect(isOutage(await failureOf(nowhere.query('SELECT 1')))).toBe(true);
    await nowhere.end();
    expect(isOutage(await failureOf(nowhere.query('SELECT 1')))).toBe(true);
  });

  it('is a statement that took too long, or may not write', async () => {
    await client.query("SET statement_timeout = '10ms'");
    // One that works, since under \`faketime\` PostgreSQL's own limits do not run out while it sleeps.
    const long = client.query('SELECT count(*) FROM generate_series(1, 1e9)');
    expect(isOutage(await failureOf(long))).toBe(true);
    await client.query('SET statement_timeout = 0; SET default_transaction_read_only = on');
    const write = client.query('UPDATE access_version SET version = version + 1');
    expect(isOutage(await failureOf(write))).toBe(true);
  });

  it('is no mistake of ours', async () => {
    expect(isOutage(await failureOf(client.query('SELECT nonsense')))).toBe(false);
    expect(isOutage(await failureOf(client.query("SELECT 'x'::uuid")))).toBe(false);
    expect(isOutage(new TypeError('Connection is not a function'))).toBe(false);
    expect(isOutage(undefined)).toBe(false);
  });

  it('is a connection that the server ends', async () => {
    const ended = client.query('SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(1)');
    expect(isOutage(await failureOf(ended))).toBe(true);
    expect(isOutage(await failureOf(client.query('SELECT 1')))).toBe(true);
  });
});
