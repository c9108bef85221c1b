import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { binaryArrays, type ColumnType } from '../../../src/platform/postgres/binary-arrays.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.connectionString });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What PostgreSQL has no place for is refused before it comes here. */
const text = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((value) => !value.includes('\u0000'));
const hex = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Of each type the values it must carry, and how the database is asked to tell them back. */
const CASES = [
  ['bool', fc.boolean(), 'v'],
  ['int2', fc.integer({ min: -32_768, max: 32_767 }), 'v'],
  ['int4', fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), 'v'],
  ['int8', fc.maxSafeInteger(), 'v::float8'],
  ['text', text, 'v'],
  ['json', fc.json().filter((value) => !value.includes('\\u0000')), 'v::text'],
  ['uuid', fc.uuid(), 'v::text'],
  ['bytea', hex, "encode(v, 'hex')"],
  ['timestamptz', instant, `to_char(v AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`],
] as const satisfies readonly (readonly [ColumnType, fc.Arbitrary<unknown>, string])[];

describe('binary arrays', () => {
  it.each(CASES)('carry %s unchanged, in order and with its gaps', async (type, value, told) => {
    const values = fc.array(fc.option(value as fc.Arbitrary<string | number | boolean>), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(values, async (sent) => {
        const { rows } = await client.query<{ v: unknown }>(
          `SELECT ${told} AS v FROM unnest($1::${type}[]) WITH ORDINALITY AS t(v, n) ORDER BY n`,
          [...binaryArrays([{ type, values: sent }])],
        );
        expect(rows.map(({ v }) => v)).toEqual(sent);
      }),
      { numRuns: 50 },
    );
  });

  it('stand side by side as the columns of one table', async () => {
    const columns = [
      { type: 'int4', values: [1, 2, 3] },
      { type: 'text', values: ['一', null, '三'] },
      { type: 'timestamptz', values: [] },
    ] as const;
    const { rows } = await client.query(
      'SELECT * FROM unnest($1::int4[], $2::text[], $3::timestamptz[]) AS t(a, b, c)',
      [...binaryArrays(columns)],
    );
    expect(rows).toEqual([
      { a: 1, b: '一', c: null },
      { a: 2, b: null, c: null },
      { a: 3, b: '三', c: null },
    ]);
  });

  it('carry more than fits into what is set aside for them', async () => {
    const values = Array.from({ length: 200 }, (_, n) => `${n} ${'汉'.repeat(5_000)}`);
    const { rows } = await client.query<{ v: string }>('SELECT v FROM unnest($1::text[]) AS t(v)', [
      ...binaryArrays([{ type: 'text', values }]),
    ]);
    expect(rows.map(({ v }) => v)).toEqual(values);
  });
});
