import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type Alongside, changeRegister } from '../../src/register/change-register.ts';
import type { ContentTold } from '../../src/register/content-register.ts';
import { channelOf } from '../../src/register/register.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { readHistory } from '../../src/register/store/read-history.ts';
import { watchRegister } from '../../src/register/watch-register.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import {
  type ApplicationChange,
  type Applications,
  applicationRegister,
  changeTowards,
} from './application-register.ts';

const SEEDED = { by: 'onedoor', at: '2026-11-22T01:00:00.000Z' };
const SIGNED = { by: 'p-0001', at: '2026-11-25T01:00:00.000Z' };

const files: Applications = {
  applications: [
    { id: 'water', name: '水务一张图', unit: '330523-O1', retired: false },
    { id: 'fire', name: '消防随手拍', unit: '330523-O2', retired: false },
  ],
};

const adding = (id: string, name = id): ApplicationChange => ({
  reason: `登记 ${id}`,
  operations: [{ op: 'setApplication', application: { id, name, unit: '330523-O1', retired: false } }],
});

let pool: Pool;

ledgerOfSuite(10, async (opened) => {
  pool = opened;
  // The one thing beside its declaration: a migration with the columns of every register that keeps its content whole.
  await pool.query(`CREATE TABLE application_version (version integer PRIMARY KEY, digest text NOT NULL,
    content json NOT NULL, at timestamptz NOT NULL, changed_by text NOT NULL, reason text NOT NULL, change json NOT NULL)`);
});

const watching = () => watchRegister(applicationRegister, pool, { now: () => 0, everyMs: 0 });

async function make(change: ApplicationChange, watch = watching(), alongside?: Alongside<Planned>) {
  return changeRegister(applicationRegister, { pool, watch }, change, SIGNED, alongside);
}

/** What another process hears on the channel of the register while something is done. */
async function heardWhile(done: () => Promise<void>): Promise<string | undefined> {
  const listener = await pool.connect();
  try {
    const heard = once(listener, 'notification');
    await listener.query(`LISTEN ${channelOf(applicationRegister)}`);
    await done();
    const [{ payload }] = (await heard) as [{ payload?: string }];
    return payload;
  } finally {
    listener.release(true);
  }
}

type Planned = ReturnType<typeof applicationRegister.plan>;

const idsOf = ({ applications }: Applications) => applications.map(({ id }) => id);

describe('a third register, declared by its schema, its checks and its difference', () => {
  it('is seeded once from files, however many processes try', async () => {
    await expect(watching().current()).rejects.toThrow('no application register');
    const seedings = await Promise.all(
      [1, 2, 3].map(async () => seedRegister(applicationRegister, pool, files, SEEDED)),
    );
    expect(seedings.filter(({ seeded }) => seeded)).toHaveLength(1);
    expect(await watching().current()).toMatchObject({ version: 1, by: 'onedoor', reason: '由配置文件载入' });
  });

  it('is changed as a whole, in force for the next request, heard of by others, told in its history', async () => {
    const [one, other] = [watching(), watching()];
    await other.current();
    const heard = await heardWhile(async () => {
      const made = await make(adding('parking', '停车'), one);
      expect(made.version).toBe(2);
      expect(one.latest()).toMatchObject({
        version: 2,
        ...SIGNED,
        reason: '登记 parking',
        state: made.after,
      });
    });
    expect(heard).toBe('2');
    expect(idsOf((await other.current()).state)).toEqual(['fire', 'parking', 'water']);
    const [entry] = await readHistory<ContentTold>(applicationRegister, pool, { limit: 1 });
    expect(entry).toMatchObject({ version: 2, by: 'p-0001', change: adding('parking', '停车') });
  });

  it.each<[string, ApplicationChange, readonly object[]]>([
    ['what is so already', adding('parking', '停车'), [{ code: 'nothingChanges' }]],
    ['what its schema refuses', adding('park', '停车'), [{ code: 'contentInvalid' }]],
    [
      'operations that do not hold, all of them at once',
      {
        reason: '清理',
        operations: [
          { op: 'retireApplication', id: 'moon' },
          { op: 'retireApplication', id: 'fire' },
          { op: 'retireApplication', id: 'fire' },
        ],
      },
      [
        { code: 'applicationUnknown', operation: 0, value: 'moon' },
        { code: 'givenTwice', operation: 2, value: 'fire' },
      ],
    ],
    [
      'what its own checks refuse',
      { reason: '清理', operations: [{ op: 'retireApplication', id: 'fire' }] },
      [{ code: 'noneLeft', value: '330523-O2' }],
    ],
  ])('refuses %s, and nothing is changed', async (_, refused, conflicts) => {
    const before = (await watching().current()).version;
    await expect(make(refused)).rejects.toMatchObject({
      code: 'directory-conflict',
      extras: { conflicts },
    });
    expect((await watching().current()).version).toBe(before);
  });

  it('is told why where it is done all the same', async () => {
    const operations = [{ op: 'retireApplication', id: 'fire' }] as const;
    const { after } = await make({ reason: '停用', operations, acceptNone: '并入省平台' });
    expect(after.applications.find(({ id }) => id === 'fire')).toMatchObject({ retired: true });
  });

  it('loses no change of rivals, and keeps none whose answer cannot be kept', async () => {
    const before = (await watching().current()).version;
    await Promise.all(['bus', 'tea', 'park'].map(async (id) => make(adding(id))));
    const after = await watching().current();
    expect(after.version).toBe(before + 3);
    expect(idsOf(after.state)).toEqual(expect.arrayContaining(['bus', 'tea', 'park']));
    await expect(
      make(adding('ship'), watching(), () => Promise.reject(new Error('no answer'))),
    ).rejects.toThrow('no answer');
    expect((await watching().current()).version).toBe(after.version);
  });

  it('is brought to what a list says by the operations that differ', async () => {
    const { state } = await watching().current();
    const wanted = { applications: state.applications.filter(({ id }) => id !== 'tea') };
    const towards = changeTowards(state, wanted);
    expect(towards.operations).toEqual([{ op: 'retireApplication', id: 'tea' }]);
    const { after } = await make(towards);
    expect(changeTowards(after, { applications: after.applications }).operations).toEqual([]);
  });

  it('says so where what is stored is not what was written', async () => {
    await pool.query(
      `UPDATE application_version SET content = '{"applications":[]}' WHERE version = (SELECT max(version) FROM application_version)`,
    );
    await expect(watching().current()).rejects.toThrow(/application version \d+ has the digest/);
  });
});
