import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { eventually } from './eventually.ts';
import { movableClock, WORKDAY_MORNING } from './movable-clock.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

const NEXT_YEAR = '2027-02-06T01:00:00.000Z';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** What a session of the database takes for now: by statements and by what columns hold when nothing is said. */
async function session() {
  const client = new Client({ connectionString: database.connectionString });
  await client.connect();
  return {
    async shown(): Promise<readonly number[]> {
      const { rows } = await client.query<{ at: Date }>(
        `WITH kept AS (INSERT INTO idempotency (scope, fingerprint, status, headers, body)
           VALUES (uuid_send(gen_random_uuid()), '', 200, '{}', '') RETURNING created_at)
         SELECT now() AS at UNION ALL SELECT clock_timestamp() UNION ALL SELECT created_at FROM kept`,
      );
      return rows.map(({ at }) => at.getTime());
    },
    close: () => client.end(),
  };
}

describe('a clock that a test hands in', () => {
  it.each([
    ['stands still until it is moved', false, 0],
    ['runs on from where it is set', true, 3_600_000],
  ])('%s, for the process, the statements and the defaults of the database', async (_, runs, slackMs) => {
    const clock = await movableClock(database.connectionString, WORKDAY_MORNING, { runs });
    const client = await session();
    for (const instant of [WORKDAY_MORNING, NEXT_YEAR]) {
      await clock.set(instant);
      for (const ms of [clock.now(), ...(await client.shown())]) {
        expect(ms).toBeGreaterThanOrEqual(Date.parse(instant));
        expect(ms).toBeLessThanOrEqual(Date.parse(instant) + slackMs);
      }
    }
    const before = clock.now();
    if (runs) await eventually(() => clock.now() > before);
    await client.close();
    await clock.close();
  });
});
