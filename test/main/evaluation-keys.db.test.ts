import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { listKeys } from '../../src/access/store/list-keys.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { openEvaluationKeys } from '../../src/main/opening/evaluation-keys.ts';
import { NOW } from '../access/callers.ts';
import { county } from '../http/stage/county.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

let pool: Pool;
let folder: string;
let file: string;
let directory: Directory = county();
let now = NOW;
let made = 0;

ledgerOfSuite(
  10,
  async (opened) => {
    pool = opened;
    folder = await scratchFolder();
    file = join(folder, 'keys.json');
  },
  async () => {
    await removeScratch(folder);
  },
);

interface Entry {
  readonly id: string;
  readonly principal: string;
  readonly person?: string;
  readonly key: string;
}

const entries = async () => (JSON.parse(await readFile(file, 'utf8')) as { keys: Entry[] }).keys;
const of = async (seat: string) => (await entries()).find(({ principal }) => principal === `seat:${seat}`);
const opened = (over = pool) =>
  openEvaluationKeys(over, {
    directory: () => directory,
    clock: () => now,
    file,
    onMade: () => {
      made++;
      return Promise.resolve();
    },
    onPutAside: (path) => {
      throw new Error(`${path} was put aside`);
    },
    onError: (error) => {
      throw error;
    },
  });

describe('the file of evaluation keys', () => {
  it('has one key for each seat, given to its holder, and only its owner reads it', async () => {
    const keys = await opened();
    keys.stop();
    expect(await entries()).toHaveLength(directory.seats.length + 1);
    expect(await of('330523-O1/A')).toMatchObject({ person: 'p-O1-A' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('stays as it is while nobody changes', async () => {
    const before = await readFile(file, 'utf8');
    const keys = await opened();
    keys.stop();
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(made).toBe(1);
  });

  it('is extended for a new seat and a new holder, whose predecessor’s key ends; others keep theirs', async () => {
    const keys = await opened();
    const [first, other] = [await of('330523-O1/A'), await of('330523-O2/A')];
    const base = county();
    const seat = {
      ...base.seats[0],
      id: '330523-O1/X',
      role: 'A',
      kind: 'supervisor',
      title: '新岗',
    } as const;
    directory = {
      ...county({
        seats: [...base.seats, seat as Directory['seats'][number]],
        tenures: [
          ...base.tenures.map((one) => (one.seat === '330523-O1/A' ? { ...one, person: 'p-O2-L' } : one)),
          { seat: seat.id, person: 'p-O1-B', from: '2021-03-31T16:00:00.000Z' },
        ],
      }),
      version: 2,
    };
    await keys.extend();
    expect(await of('330523-O1/A')).toMatchObject({ person: 'p-O2-L' });
    expect(await of(seat.id)).toMatchObject({ person: 'p-O1-B' });
    expect(await of('330523-O2/A')).toEqual(other);
    const [ended] = await listKeys(pool, { id: first?.id });
    expect(ended?.revokedAt).not.toBeNull();
    keys.stop();
  });

  it('is extended when a tenure begins by its date', async () => {
    const keys = await opened();
    const begins = new Date(now + 3_600_000).toISOString();
    directory = {
      ...directory,
      version: 3,
      tenures: directory.tenures.flatMap((one) =>
        one.seat === '330523-T1/A'
          ? [
              { ...one, until: begins },
              { ...one, person: 'p-O1-L', from: begins },
            ]
          : [one],
      ),
    };
    await keys.extend();
    expect(await of('330523-T1/A')).toMatchObject({ person: 'p-T1-A' });
    now += 3_600_000;
    await keys.extend();
    expect(await of('330523-T1/A')).toMatchObject({ person: 'p-O1-L' });
    keys.stop();
  });

  it('goes on with a file of before keys had people, whose keys were bound when the database was brought up to date', async () => {
    const old = (await entries()).map(({ id, principal, key }) => ({ id, principal, key }));
    await writeFile(file, JSON.stringify({ keys: old }));
    const keys = await opened();
    keys.stop();
    expect(await entries()).toEqual(old);
  });

  it('goes on after a commit that failed when the file was written already: it is of this ledger', async () => {
    const before = await entries();
    await pool.query('UPDATE api_key SET revoked_at = now() WHERE revoked_at IS NULL');
    const failing = Object.assign(Object.create(pool) as Pool, {
      connect: async () => {
        const client = await pool.connect();
        const query = client.query.bind(client) as (text: unknown, values?: unknown[]) => Promise<unknown>;
        return Object.assign(client, {
          query(text: unknown, values?: unknown[]) {
            if (text !== 'COMMIT') return query(text, values);
            Object.assign(client, { query });
            return Promise.reject(new Error('Connection terminated unexpectedly'));
          },
        });
      },
    });
    await expect(opened(failing)).rejects.toThrow('terminated');
    expect(await entries()).not.toEqual(before);
    const keys = await opened();
    keys.stop();
    const good = new Set(
      (await listKeys(pool)).filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id),
    );
    expect((await entries()).every(({ id }) => good.has(id))).toBe(true);
  });

  it('is not overwritten where it is something else', async () => {
    await writeFile(file, '{"keys": [1]}');
    await expect(opened()).rejects.toThrow(/keys\.json: not a file of keys/);
    expect(await readFile(file, 'utf8')).toBe('{"keys": [1]}');
  });
});
