import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { keyDigest } from '../../src/access/keys/api-key.ts';
import { openEvaluationKeys } from '../../src/main/opening/evaluation-keys.ts';
import { NOW } from '../access/callers.ts';
import { county } from '../http/stage/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

interface Entry {
  readonly principal: string;
  readonly key: string;
}

let ours: TestDatabase;
let other: TestDatabase;
let pool: Pool;
let otherPool: Pool;
let folder = '';
let file = '';
let aside: string[] = [];

beforeAll(async () => {
  ours = await createTestDatabase();
  other = await createTestDatabase();
  pool = new Pool({ connectionString: ours.connectionString });
  otherPool = new Pool({ connectionString: other.connectionString });
});
beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder, 'keys.json');
  aside = [];
});
afterEach(() => removeScratch(folder));
afterAll(async () => {
  await pool.end();
  await otherPool.end();
  await ours.drop();
  await other.drop();
});

/** A start of a door over a ledger, as far as it concerns the file. */
async function start(over: Pool = pool): Promise<void> {
  const directory = county();
  const keys = await openEvaluationKeys(over, {
    directory: () => directory,
    clock: () => NOW,
    file,
    onMade: () => Promise.resolve(),
    onPutAside: (path) => void aside.push(path),
    onError: (error) => {
      throw error;
    },
  });
  keys.stop();
}

/** How many of the keys in the file let somebody in. */
async function goodKeys(over: Pool = pool): Promise<number> {
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: Entry[] };
  const { rows } = await over.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM api_key WHERE revoked_at IS NULL AND encode(hash, 'hex') = ANY($1)",
    [keys.map(({ key }) => keyDigest(key))],
  );
  return rows[0]?.n ?? 0;
}

const everybody = county().seats.length + 1;

describe('whatever became of the file of keys, everybody gets in after a start', () => {
  it.each([
    ['removed', () => rm(file)],
    ['emptied', () => truncate(file)],
    ['blank', () => writeFile(file, ' \n')],
    ['without a key', () => writeFile(file, '{"keys":[]}')],
    [
      'short of half of its keys',
      async () => {
        const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: Entry[] };
        await writeFile(file, JSON.stringify({ keys: keys.slice(3) }));
      },
    ],
    [
      'half-written beside it, as by a process that was killed',
      () => writeFile(`${file}.new`, '{"keys": [{"id": "'),
    ],
  ])('%s while the database was kept', async (_, damage) => {
    await start();
    await damage();
    await start();
    expect(await goodKeys()).toBe(everybody);
    expect(aside).toEqual([]);
  });

  it('of another ledger, as after the database was removed: new keys, and the old ones are kept beside', async () => {
    await start(otherPool);
    const before = await readFile(file, 'utf8');
    await start();
    expect(await goodKeys()).toBe(everybody);
    expect(aside).toHaveLength(1);
    expect(await readFile(aside[0] ?? '', 'utf8')).toBe(before);
  });

  it('shared by two doors that start at once', async () => {
    await Promise.all([start(), start(), start()]);
    expect(await goodKeys()).toBe(everybody);
    expect((await readdir(folder)).filter((name) => name.startsWith('keys'))).toEqual(['keys.json']);
  });
});

describe('where it cannot go on, it says in one line what to do, and quotes no key', () => {
  it.each([
    ['half-written', (text: string) => text.slice(0, text.length / 2)],
    ['something else', () => '{"keys": [1]}'],
    ['a list', () => '[]'],
    ['no JSON', () => 'key = odk_secret'],
  ])('%s', async (_, damaged) => {
    await start();
    const text = damaged(await readFile(file, 'utf8'));
    await writeFile(file, text);
    const refusal = await start().catch((error: Error) => error.message);
    expect(refusal).toMatch(/keys\.json: not a file of keys[^\n]*Move it away[^\n]*$/);
    expect(refusal).not.toMatch(/odk_|secret|"principal"/);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('a folder', async () => {
    await mkdir(file);
    await expect(start()).rejects.toThrow(/^[^\n]*keys\.json[^\n]*ONEDOOR_DATA_DIR[^\n]*$/);
  });

  it('in a folder that nobody may write to, not even root', async () => {
    file = '/sys/keys.json';
    await expect(start()).rejects.toThrow(/^[^\n]*keys\.json[^\n]*ONEDOOR_DATA_DIR[^\n]*$/);
  });

  it('below a file', async () => {
    await writeFile(join(folder, 'x'), '');
    file = join(folder, 'x', 'keys.json');
    await expect(start()).rejects.toThrow(/^[^\n]*keys\.json[^\n]*ONEDOOR_DATA_DIR[^\n]*$/);
  });
});
