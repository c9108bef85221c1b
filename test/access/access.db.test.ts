import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { type Access, openAccess } from '../../src/access/access.ts';
import { evaluationPrincipals } from '../../src/access/keys/evaluation-principals.ts';
import { type IssuedKey, issueKeys } from '../../src/access/keys/issue-keys.ts';
import { disablePrincipal, revokeKey } from '../../src/access/store/end-access.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { county } from '../http/stage/county.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { awayFrom, NOW } from './callers.ts';
import { USUAL_TERMS } from './usual-terms.ts';

let database: TestDatabase;
let pool: Pool;
let here: Access;
let elsewhere: Access;
let now = NOW;
let directory: Directory = county();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 4 });
  here = await openAccess(pool, watch, () => now, USUAL_TERMS.session);
  elsewhere = await openAccess(pool, watch, () => now, USUAL_TERMS.session);
});
afterAll(async () => {
  here.close();
  elsewhere.close();
  await pool.end();
  await database.drop();
});

const watch = { latest: () => directory, refresh: () => Promise.resolve(directory) };
const at = () => new Date(now).toISOString();
const bearer = ({ key }: IssuedKey) => `Bearer ${key}`;

async function issued(seat: string, expiresAt?: string, label = 'test'): Promise<IssuedKey> {
  const principal = evaluationPrincipals(directory, now).find(({ id }) => id === `seat:${seat}`);
  if (principal === undefined) throw new Error(seat);
  const terms = { label, nowMs: now, by: 'test', ...(expiresAt === undefined ? {} : { expiresAt }) };
  const [key] = await issueKeys(pool, [principal], terms);
  await here.refresh();
  if (key === undefined) throw new Error('No key was issued.');
  return key;
}

describe('a key', () => {
  it('stands for its principal with what that may speak for', async () => {
    const key = await issued('330523-O1/A');
    expect(key.key).toMatch(/^od_[A-Za-z0-9_-]{43}$/);
    expect(await here.identify({ authorization: bearer(key) })).toMatchObject({
      id: 'seat:330523-O1/A',
      name: '任330523-O1/A',
      role: 'commissioner',
      seats: ['330523-O1/A'],
      scopes: [],
      units: ['330523-O1'],
      speaksFor: new Set(['330523-O1/A']),
    });
  });

  it('is stored nowhere but as a digest', async () => {
    const { key } = await issued('330523-O1/A');
    const { rows } = await pool.query<{ text: string }>(
      'SELECT row_to_json(k)::text || row_to_json(p)::text AS text FROM api_key k JOIN principal p ON p.id = k.principal',
    );
    expect(rows.length).toBeGreaterThan(0);
    const secret = key.slice(3);
    for (const { text } of rows) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
    }
  });

  it.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['another scheme', 'Basic YTpi'],
    ['no key', 'Bearer '],
    ['garbage', 'Bearer od_garbage'],
    ['a key that was never made', `Bearer od_${'A'.repeat(43)}`],
    ['10 kB', `Bearer od_${'A'.repeat(10_000)}`],
    ['two keys', `Bearer od_${'A'.repeat(43)} od_${'B'.repeat(43)}`],
  ])('is not seen in %s', async (_what, header) => {
    expect(await here.identify({ authorization: header })).toBeUndefined();
  });

  it('ends at its time, to the millisecond', async () => {
    const end = new Date(now + 60_000).toISOString();
    const key = await issued('330523-O2/A', end);
    now += 59_999;
    expect(await here.identify({ authorization: bearer(key) })).toBeDefined();
    now += 1;
    expect(await here.identify({ authorization: bearer(key) })).toBeUndefined();
  });

  it('ends with a new issue of the same label, and only of that', async () => {
    const [first, other] = [await issued('330523-O1/B'), await issued('330523-O1/B', undefined, 'other')];
    const second = await issued('330523-O1/B');
    expect(await here.identify({ authorization: bearer(first) })).toBeUndefined();
    expect(await here.identify({ authorization: bearer(second) })).toBeDefined();
    expect(await here.identify({ authorization: bearer(other) })).toBeDefined();
  });

  it('that is revoked is refused at once here, and within a second elsewhere', async () => {
    const key = await issued('330523-T1/A');
    await eventually(async () => (await elsewhere.identify({ authorization: bearer(key) })) !== undefined);
    expect(await revokeKey(pool, key.id, at())).toBe(true);
    const revokedAt = performance.now();
    await here.refresh();
    expect(await here.identify({ authorization: bearer(key) })).toBeUndefined();
    let lastTrusted = revokedAt;
    await eventually(async () => {
      const askedAt = performance.now();
      const caller = await elsewhere.identify({ authorization: bearer(key) });
      if (caller !== undefined) lastTrusted = askedAt;
      return caller === undefined;
    });
    expect(lastTrusted - revokedAt).toBeLessThanOrEqual(1_000);
    expect(await revokeKey(pool, key.id, at())).toBe(false);
  });

  it('of a principal that is shut out is refused, all of them', async () => {
    const keys = [await issued('330523-T1/B'), await issued('330523-T1/B', undefined, 'other')];
    expect(await disablePrincipal(pool, 'seat:330523-T1/B', at())).toBe(true);
    await here.refresh();
    for (const key of keys) expect(await here.identify({ authorization: bearer(key) })).toBeUndefined();
    // A new key does not let them in again.
    expect(await here.identify({ authorization: bearer(await issued('330523-T1/B')) })).toBeUndefined();
  });
});

describe('a caller', () => {
  it('speaks for the absent from the moment they leave to the moment they return', async () => {
    const key = await issued('330523-O1/B');
    const speaksFor = async () => [
      ...((await here.identify({ authorization: bearer(key) }))?.speaksFor ?? []),
    ];
    now = Date.parse('2026-11-19T23:59:59.999Z');
    directory = county({ absences: [awayFrom('330523-O1/A')] });
    expect(await speaksFor()).toEqual(['330523-O1/B']);
    now += 1;
    expect(await speaksFor()).toEqual(['330523-O1/B', '330523-O1/A']);
    now = Date.parse('2026-11-30T00:00:00.000Z');
    expect(await speaksFor()).toEqual(['330523-O1/B']);
  });

  it('changes with the directory for the next request', async () => {
    const key = await issued('330523-O1/B');
    now = NOW;
    directory = county();
    expect((await here.identify({ authorization: bearer(key) }))?.speaksFor.size).toBe(1);
    directory = county({ absences: [awayFrom('330523-O1/A')] });
    expect((await here.identify({ authorization: bearer(key) }))?.speaksFor.size).toBe(2);
  });
});

describe('a database that does not answer', () => {
  it('shuts the door once what is known may be out of date', async () => {
    const lost = new Pool({ connectionString: database.connectionString, max: 1 });
    const access = await openAccess(lost, watch, () => now, USUAL_TERMS.session);
    const key = await issued('330523-O2/B');
    await lost.end();
    const refusal = await eventually(async () => {
      try {
        await access.identify({ authorization: bearer(key) });
        return undefined;
      } catch (error) {
        return error;
      }
    });
    access.close();
    expect(refusal).toMatchObject({ code: 'unavailable' });
  });
});
