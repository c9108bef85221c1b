import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { diffDirectories, sortedDirectory } from '../../src/directory/files/directory-diff.ts';
import { loadDirectory } from '../../src/directory/files/load-directory.ts';
import { readTaxonomy } from '../../src/directory/files/taxonomy.ts';
import { directoryRegister } from '../../src/directory/store/directory-register.ts';
import { readDirectory } from '../../src/directory/store/read-directory.ts';
import { writeDifference } from '../../src/directory/store/rows/write-difference.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { insertVersion } from '../../src/register/store/insert-version.ts';
import { watchRegister } from '../../src/register/watch-register.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { smallCounty } from './small-county.ts';

const by = { by: 'test', at: '2026-11-22T01:00:00.000Z' };
let pool: Pool;

ledgerOfSuite(10, (opened) => {
  pool = opened;
});

describe('an empty database', () => {
  it('has no directory', async () => {
    expect(await readDirectory(pool)).toBeUndefined();
    await expect(watchRegister(directoryRegister, pool, { now: () => 0 }).current()).rejects.toThrow(
      'no directory',
    );
  });

  it('refuses a directory that contradicts itself', async () => {
    const county = smallCounty();
    const twice = { ...county, tenures: [...county.tenures, ...county.tenures] };
    await expect(seedRegister(directoryRegister, pool, twice, by)).rejects.toThrow('330523-O1/A');
    expect(await readDirectory(pool)).toBeUndefined();
  });

  it('is seeded once, however many processes try at the same time', async () => {
    const config = join(projectRoot(), 'config');
    const county = loadDirectory(join(config, 'directory'), readTaxonomy(join(config, 'taxonomy.json')));
    const seedings = await Promise.all(
      [1, 2, 3, 4].map(async () => seedRegister(directoryRegister, pool, county, by)),
    );
    expect(seedings.filter(({ seeded }) => seeded)).toHaveLength(1);
    expect(seedings.every(({ version }) => version === 1)).toBe(true);
    expect(await readDirectory(pool)).toEqual(county);
  });
});

describe('the database itself', () => {
  it('refuses two holders of a seat at once', async () => {
    const second = `INSERT INTO tenure (seat, person, from_at) VALUES ('330523-T01/A', 'p-0400', '2026-01-01')`;
    await expect(pool.query(second)).rejects.toMatchObject({ constraint: 'tenure_one_holder' });
  });

  it('lets the next holder begin at the very moment the last one ends', async () => {
    const handOver = `
      INSERT INTO tenure (seat, person, from_at, until_at) VALUES
        ('330523-T02/A', 'p-0400', '2026-01-01', NULL), ('330523-T02/A', 'p-0008', '2021-03-31T16:00Z', '2026-01-01')
      ON CONFLICT (seat, from_at) DO UPDATE SET until_at = excluded.until_at`;
    await expect(pool.query(handOver)).resolves.toMatchObject({ rowCount: 2 });
  });

  it.each([
    [
      'two absences of a person at once',
      `INSERT INTO absence VALUES ('p-0001', '2026-01-01', '2026-01-09', 'x'), ('p-0001', '2026-01-05', '2026-01-06', 'y')`,
      'absence_one_at_a_time',
    ],
    [
      'a delegation of more than 30 days',
      `INSERT INTO delegation VALUES ('d1', '330523-T01/A', NULL, 'p-0002', 'p-0001', '2026-01-01', '2026-02-02', 'x')`,
      'delegation_check',
    ],
    [
      'two delegations of a seat at once',
      `INSERT INTO delegation VALUES ('d1', '330523-T01/A', NULL, 'p-0002', 'p-0001', '2026-01-01', '2026-01-09', 'x'),
         ('d2', '330523-T01/A', NULL, 'p-0003', 'p-0001', '2026-01-05', '2026-01-06', 'x')`,
      'delegation_one_at_a_time',
    ],
    [
      'a second host section',
      `UPDATE section SET host = true WHERE code = '330523-T01-S2'`,
      'section_one_host',
    ],
    [
      'a unit that ends without a successor',
      `UPDATE unit SET until_on = '2027-01-01' WHERE code = '330523-T01'`,
      'unit_check',
    ],
  ])('refuses %s', async (_, sql, constraint) => {
    await expect(pool.query(sql)).rejects.toMatchObject({
      constraint: expect.stringContaining(constraint),
    });
  });
});

/** Writes the next version, in which one person is absent longer and longer. */
async function change(reason: string): Promise<void> {
  const before = await readDirectory(pool);
  if (!before) throw new Error('expected a directory');
  const after = sortedDirectory({
    ...before,
    version: before.version + 1,
    absences: [{ person: 'p-0001', from: by.at, until: '2027-01-01T00:00:00.000Z', reason }],
  });
  const client = await pool.connect();
  await client.query('BEGIN');
  expect(
    await insertVersion(directoryRegister, client, {
      ...by,
      version: after.version,
      reason,
      change: {},
      columns: { county: '安吉县' },
    }),
  ).toBe(true);
  await writeDifference(client, diffDirectories(before, after));
  await client.query('COMMIT');
  client.release();
}

describe('a watch', () => {
  it('sees a change of another process within its period, and its own at once', async () => {
    let now = 0;
    const watch = watchRegister(directoryRegister, pool, { now: () => now });
    expect(() => watch.latest()).toThrow('not read yet');
    expect((await watch.current()).absences).toEqual([]);

    await change('病假');
    now = 999;
    expect((await watch.current()).absences).toEqual([]);
    now = 1_000;
    expect((await watch.current()).absences).toMatchObject([{ reason: '病假' }]);

    await change('年休假');
    await watch.refresh();
    expect((await watch.current()).absences).toMatchObject([{ reason: '年休假' }]);
    expect(watch.latest()).toBe(await watch.current());
  });

  it('keeps the very same directory while nothing changes', async () => {
    const watch = watchRegister(directoryRegister, pool, { now: () => 0, everyMs: 0 });
    expect(await watch.current()).toBe(await watch.current());
  });
});
