import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { DirectoryChange } from '../../src/directory/change/change.ts';
import { openHandover, signAsLeaver, signAsNewcomer } from '../../src/directory/handover.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { seatsAnsweredBy } from '../../src/directory/resolve/seats-answered-by.ts';
import { type DirectoryWatch, directoryRegister } from '../../src/directory/store/directory-register.ts';
import { type AsOfNow, completeHandover } from '../../src/directory/store/handover/complete-handover.ts';
import { insertHandover } from '../../src/directory/store/handover/insert-handover.ts';
import { readHandovers } from '../../src/directory/store/handover/read-handovers.ts';
import { updateHandover } from '../../src/directory/store/handover/update-handover.ts';
import { readDirectory } from '../../src/directory/store/read-directory.ts';
import { changeRegister } from '../../src/register/change-register.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { watchRegister } from '../../src/register/watch-register.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { now as at, week as calendar } from './change/planning.ts';
import { smallCounty } from './small-county.ts';

const A = '330523-O1/A';
const terms = { at, calendar, by: 'p-TF-L' };
/** Nothing happens to the seat meanwhile. */
const asItWas: AsOfNow = (_, handover) => Promise.resolve(handover);

let pool: Pool;
let watch: DirectoryWatch;

ledgerOfSuite(10, async (opened) => {
  pool = opened;
  await seedRegister(directoryRegister, pool, smallCounty(), terms);
  watch = watchRegister(directoryRegister, pool, { now: () => 0 });
});

async function change(operations: DirectoryChange['operations']) {
  return changeRegister(directoryRegister, { pool, watch }, { reason: '测试', operations }, terms);
}

describe('a change', () => {
  it('is in the database and in force for the next request, with who asked for what', async () => {
    const before = await watch.current();
    const { after } = await change([
      { op: 'addAbsence', person: 'p-T1-A', from: '2026-11-23', until: '2026-11-25', reason: '年休假' },
      { op: 'changeUnit', unit: '330523-T1', aliases: ['梅溪', '梅溪集镇'] },
      { op: 'addSection', unit: '330523-T1', section: 'S3', name: '综合执法队' },
      { op: 'moveHost', unit: '330523-T1', section: '330523-T1-S2' },
      {
        op: 'delegate',
        id: 'd-1',
        seat: '330523-T1/L',
        by: 'p-T1-L',
        person: 'p-T1-B',
        from: '2026-11-23',
        until: '2026-11-24',
        reason: '出差',
      },
    ]);
    expect(after.version).toBe(before.version + 1);
    expect(await watch.current()).toEqual(after);
    expect(await readDirectory(pool)).toEqual(after);
    const { rows } = await pool.query(
      'SELECT changed_by, reason, change FROM directory_version ORDER BY version DESC',
    );
    expect(rows[0]).toMatchObject({
      changed_by: 'p-TF-L',
      reason: '测试',
      change: { operations: { length: 5 } },
    });
  });

  it('takes back what was planned', async () => {
    await change([
      { op: 'endAbsence', person: 'p-T1-A', from: '2026-11-23', until: '2026-11-23' },
      { op: 'endDelegation', id: 'd-1', until: '2026-11-23' },
    ]);
    const { absences, delegations } = await watch.current();
    expect([absences, delegations]).toEqual([[], []]);
    expect(await readDirectory(pool)).toEqual(await watch.current());
  });

  it('that is refused changes nothing, and says why', async () => {
    const before = await watch.current();
    const twice = change([
      { op: 'addPerson', person: 'p-new', name: '新来', qualifications: [] },
      { op: 'appoint', seat: A, person: 'p-O1-A', from: '2026-11-23' },
    ]);
    await expect(twice).rejects.toMatchObject({
      code: 'directory-conflict',
      extras: { conflicts: [{ code: 'nothingChanges', operation: 1 }] },
    });
    expect(await watch.refresh()).toBe(before);
  });

  it('of many at once is made one after the other, none lost', async () => {
    const before = (await watch.current()).version;
    const people = ['p-one', 'p-two', 'p-three'];
    await Promise.all(
      people.map(async (person) => change([{ op: 'addPerson', person, name: person, qualifications: [] }])),
    );
    const after = await watch.refresh();
    expect(after.version).toBe(before + 3);
    expect(after.people.map(({ id }) => id)).toEqual(expect.arrayContaining(people));
  });
});

describe('a handover of a seat with 500 open tasks', () => {
  const handover = signAsNewcomer(
    signAsLeaver(
      openHandover(
        smallCounty(),
        {
          id: 'h-1',
          seat: A,
          newcomer: 'p-O2-B',
          effectiveAt: at,
          items: [{ id: 't', kind: 'task', title: '任务', detail: '' }],
        },
        { by: 'p-O1-A', at },
      ),
      { by: 'p-O1-A', at },
    ),
    'all',
    { by: 'p-O2-B', at },
  );

  beforeAll(async () => {
    const ids = Array.from({ length: 500 }, () => randomUUID());
    await pool.query(
      `INSERT INTO task (id, serial, number, workflow, version, revision, value, state, context, owner, title, created_at,
         updated_at, head)
       SELECT id, nextval('task_serial'), 'T-' || id, 'reform-task', 1, 1, '"x"', 'x', '{}', $2, '任务', $3, $3, '\\x00'
       FROM unnest($1::uuid[]) AS id`,
      [ids, A, at],
    );
  });

  it('is kept, one open at a time for a seat', async () => {
    expect(await insertHandover(pool, handover)).toBe(true);
    expect(await insertHandover(pool, { ...handover, id: 'h-2' })).toBe(false);
    expect(await readHandovers(pool, { seat: A })).toEqual([{ revision: 1, handover }]);
    expect(await updateHandover(pool, handover, 7)).toBe(false);
  });

  it('moves them all in one transaction without touching one of them', async () => {
    const untouched =
      'SELECT min(xmin::text) AS first, max(xmin::text) AS last, count(*)::int AS n FROM task WHERE owner = $1';
    const before = (await pool.query(untouched, [A])).rows;
    const { version } = await watch.current();

    const done = await completeHandover(pool, watch, 'h-1', { ...terms, by: 'p-O1-L' }, asItWas);

    expect(done.handover.confirmed).toEqual({ by: 'p-O1-L', at, effectiveAt: at });
    const after = await watch.current();
    expect(after.version).toBe(version + 1);
    expect(resolveSeat(after, A, at).person.id).toBe('p-O2-B');
    expect(seatsAnsweredBy(after, 'p-O1-A', at)).toEqual([]);
    expect(resolveSeat(after, A, '2026-11-22T00:59:59.999Z').person.id).toBe('p-O1-A');
    expect((await pool.query(untouched, [A])).rows).toEqual(before);
    expect(before[0]).toMatchObject({ n: 500 });
  });

  it('is over then, and another may begin', async () => {
    await expect(completeHandover(pool, watch, 'h-1', { ...terms, by: 'p-O1-L' }, asItWas)).rejects.toThrow(
      'confirmed already',
    );
    await expect(completeHandover(pool, watch, 'h-9', terms, asItWas)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await insertHandover(pool, { ...handover, id: 'h-3' })).toBe(true);
  });
});
