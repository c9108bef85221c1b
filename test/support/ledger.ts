import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

/** What a suite does with its ledger once it is there, e.g. keeps the pool and fills it. */
type Opened = (pool: Pool, url: string) => unknown;

/** What else a suite has open on its ledger: it is closed before the ledger goes. */
type Closing = () => unknown;

/** Gives each test a migrated database of its own, with a pool of `max` connections on it. */
export function ledgerOfEachTest(max: number, opened: Opened, closing?: Closing): void {
  const ledger = createLedger(max, opened, closing);
  beforeEach(() => ledger.open());
  afterEach(() => ledger.close());
}

/** Gives a suite a migrated database of its own, with a pool of `max` connections on it. */
export function ledgerOfSuite(max: number, opened: Opened, closing?: Closing): void {
  const ledger = createLedger(max, opened, closing);
  beforeAll(() => ledger.open());
  afterAll(() => ledger.close());
}

function createLedger(max: number, opened: Opened, closing: Closing = () => undefined) {
  let database: TestDatabase;
  let pool: Pool;
  return {
    async open(): Promise<void> {
      database = await createTestDatabase();
      pool = new Pool({ connectionString: database.connectionString, max });
      await opened(pool, database.connectionString);
    },
    async close(): Promise<void> {
      await closing();
      await pool.end();
      await database.drop();
    },
  };
}
