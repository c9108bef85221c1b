import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { openAccess } from '../../src/access/access.ts';
import { keyDigest, newKey } from '../../src/access/keys/api-key.ts';
import { directoryRegister } from '../../src/directory/store/directory-register.ts';
import { newId } from '../../src/platform/ids.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { watchRegister } from '../../src/register/watch-register.ts';
import { county } from '../http/stage/county.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { NOW } from './callers.ts';
import { USUAL_TERMS } from './usual-terms.ts';

let pool: Pool;

ledgerOfSuite(10, (opened) => {
  pool = opened;
});

const MIGRATION = join(projectRoot(), 'src/platform/postgres/migrations/014_people.sql');

/** A key as it was stored when keys belonged to seats. */
async function oldKey(principal: string, role: string, seats: readonly string[]): Promise<string> {
  const key = newKey();
  await pool.query(
    `WITH p AS (INSERT INTO principal (id, name, role, seats, created_at) VALUES ($1, $1, $2, $3, '2026-01-01'))
    INSERT INTO api_key (id, principal, hash, label, scopes, created_at)
    VALUES ($4, $1, decode($5, 'hex'), 'evaluation', '{}', '2026-01-01')`,
    [principal, role, seats, newId(NOW), keyDigest(key)],
  );
  return key;
}

describe('a database in which keys belonged to seats', () => {
  it('gives them to whoever holds the seat when it is brought up to date, and ends those of empty seats', async () => {
    const base = county();
    const tenures = base.tenures.filter(({ seat }) => seat !== '330523-O1/B');
    await seedRegister(directoryRegister, pool, county({ tenures }), {
      by: 'test',
      at: '2026-01-01T00:00:00.000Z',
    });
    await pool.query(
      `ALTER TABLE api_key DROP COLUMN person, DROP COLUMN bound_at, DROP COLUMN issued_by;
      ALTER TABLE directory_version DROP COLUMN amended`,
    );
    const held = await oldKey('seat:330523-O1/A', 'commissioner', ['330523-O1/A']);
    const empty = await oldKey('seat:330523-O1/B', 'commissioner', ['330523-O1/B']);
    const machine = await oldKey('machine:ledger', 'machine', []);
    await pool.query(await readFile(MIGRATION, 'utf8'));

    const watch = watchRegister(directoryRegister, pool, { now: () => NOW });
    await watch.current();
    const { rows } = await pool.query<{ ms: number }>(
      'SELECT extract(epoch FROM now())::float8 * 1000 AS ms',
    );
    const access = await openAccess(pool, watch, () => rows[0]?.ms ?? NOW, USUAL_TERMS.session);
    const who = async (key: string) => access.identify({ authorization: `Bearer ${key}` });
    expect(await who(held)).toMatchObject({ person: 'p-O1-A', name: '任330523-O1/A' });
    expect(await who(empty)).toBeUndefined();
    expect(await who(machine)).toMatchObject({ id: 'machine:ledger' });
    access.close();
  });
});
