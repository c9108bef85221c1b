import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const ADMIN = '330523-TF/AD';
const LEADER = '330523-O1/L';

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  const base = county();
  const newcomer = { id: 'p-new', name: '林晓', qualifications: [] };
  open = await openDoor({
    workflows: [reformTask, sectionAssignment],
    keptDirectory: true,
    directory: county({ people: [...base.people, newcomer] }),
    at: '2026-11-23T01:00:00.000Z',
  });
  desk = reformDesk(open);
});
afterAll(() => open.close());

const change = async (seat: string, operations: object[], more: object = {}) =>
  open
    .as(seat)
    .post('/api/v1/directory/changes', { reason: '补登', acceptGaps: '补登', operations, ...more });
const accountable = async (id: string, at: string) => {
  const answer = await open.as('330523-TF/A').get(`/api/v1/tasks/${id}/accountability?at=${at}`);
  return answer.body as { spans: { person: { id: string } }[]; amendments: object[] };
};
const proof = async () => (await open.as('330523-TF/AU').get('/api/v1/proof')).body;

describe('what was not recorded in time', () => {
  it('is refused without a reason, with what to write', async () => {
    const leave = {
      op: 'addAbsence',
      person: 'p-O1-A',
      from: '2026-11-20',
      until: '2026-11-20',
      reason: '病假',
    };
    const refused = await change(ADMIN, [leave]);
    expect(refused.body).toMatchObject({ status: 409, conflicts: [{ code: 'inThePast' }] });
    expect(refused.text).toContain('acceptPast');
  });

  it('changes who answered then, says so, and leaves who acted in the log; the proof holds', async () => {
    const id = await desk.submit({ title: '课后服务', leadUnit: '县教育局' });
    await desk.send('330523-O1/A', id, 'receive');
    await open.moved?.set('2026-11-25T01:00:00.000Z');
    const then = '2026-11-24T02:00:00.000Z';
    expect((await accountable(id, then)).spans[0]?.person.id).toBe('p-O1-A');

    const leave = {
      op: 'addAbsence',
      person: 'p-O1-A',
      from: '2026-11-24',
      until: '2026-11-24',
      reason: '病假',
    };
    const made = await change(LEADER, [leave], { acceptPast: '昨日急诊，今日补假' });
    expect(made.body).toMatchObject({
      made: true,
      amended: [{ seat: '330523-O1/A', before: { id: 'p-O1-A' }, after: { id: 'p-O1-B' } }],
    });
    expect(await accountable(id, then)).toMatchObject({
      spans: [{ person: { id: 'p-O1-B' }, via: 'deputy' }],
      amendments: [
        {
          seat: '330523-O1/A',
          from: '2026-11-23T16:00:00.000Z',
          until: '2026-11-24T16:00:00.000Z',
          before: { id: 'p-O1-A' },
          after: { id: 'p-O1-B' },
          recordedAt: '2026-11-25T01:00:00.000Z',
        },
      ],
    });
    // The day before and the day after are as they were.
    expect((await accountable(id, '2026-11-23T02:00:00.000Z')).amendments).toEqual([]);
    expect((await accountable(id, '2026-11-24T16:00:00.000Z')).spans[0]?.person.id).toBe('p-O1-A');
    const history = await open.as(ADMIN).get('/api/v1/directory/history?limit=1');
    expect(history.body).toMatchObject({
      items: [{ change: { acceptPast: '昨日急诊，今日补假' }, amended: [{ before: { id: 'p-O1-A' } }] }],
    });
    const { rows } = await open.pool.query<{ actor: object }>(
      "SELECT actor FROM event WHERE task_id = $1 AND type = 'receive'",
      [id],
    );
    expect(rows[0]?.actor).toMatchObject({ person: 'p-O1-A' });
    expect(await proof()).toMatchObject({ holds: true });
  });

  it('is an appointment or a vacancy, too; the key of the one who had left ends at once', async () => {
    await desk.submit({ title: '停车', leadUnit: '梅溪镇' });
    const former = await open.as('330523-T1/A').get('/api/v1/me');
    expect(former.body).toMatchObject({ person: { id: 'p-T1-A' } });
    const made = await change(
      ADMIN,
      [{ op: 'appoint', seat: '330523-T1/A', person: 'p-new', from: '2026-11-24' }],
      { acceptPast: '任命文件迟到' },
    );
    expect(made.body).toMatchObject({
      made: true,
      amended: [{ seat: '330523-T1/A', after: { id: 'p-new' } }],
    });
    expect((await open.as('330523-T1/A').get('/api/v1/me')).body).toMatchObject({ person: { id: 'p-new' } });
    const vacated = await change(ADMIN, [{ op: 'vacate', seat: '330523-T1/B', at: '2026-11-24' }], {
      acceptPast: '离职文件迟到',
    });
    expect(vacated.body).toMatchObject({ made: true });
    // Somebody came later than the vacancy: who took office before, and is recorded now, held it until then.
    await change(ADMIN, [{ op: 'appoint', seat: '330523-T1/B', person: 'p-T1-S2-H', from: '2026-11-26' }]);
    await open.moved?.set('2026-11-27T01:00:00.000Z');
    const between = await change(
      ADMIN,
      [{ op: 'appoint', seat: '330523-T1/B', person: 'p-T1-B', from: '2026-11-25' }],
      { acceptPast: '当日仍在岗' },
    );
    expect(between.body).toMatchObject({ made: true });
    const held = open.deps.watch.latest().tenures.filter(({ seat }) => seat === '330523-T1/B');
    expect(held.map(({ person, until }) => [person, until])).toEqual([
      ['p-T1-B', '2026-11-23T16:00:00.000Z'],
      ['p-T1-B', '2026-11-25T16:00:00.000Z'],
      ['p-T1-S2-H', undefined],
    ]);
    expect(await proof()).toMatchObject({ holds: true });
  });

  it('is recorded by administrators and leaders, by nobody for themselves, and not for ever back', async () => {
    const own = {
      op: 'addAbsence',
      person: 'p-O2-A',
      from: '2026-11-20',
      until: '2026-11-20',
      reason: '病假',
    };
    expect(
      (await change('330523-O2/A', [own], { acceptPast: '补假', acceptGaps: undefined })).body,
    ).toMatchObject({
      status: 403,
      denied: [{ right: 'acceptPast' }],
    });
    const old = await change(ADMIN, [{ ...own, from: '2025-01-06', until: '2025-01-06' }], {
      acceptPast: '补',
    });
    expect(old.body).toMatchObject({ status: 409, conflicts: [{ code: 'inThePast' }] });
    const lent = await change(
      ADMIN,
      [
        {
          op: 'delegate',
          id: 'd-9',
          seat: '330523-O2/A',
          by: 'p-O2-A',
          person: 'p-O2-B',
          from: '2026-11-20',
          until: '2026-11-28',
          reason: '补',
        },
      ],
      { acceptPast: '补' },
    );
    expect(lent.body).toMatchObject({ status: 409, conflicts: [{ code: 'inThePast' }] });
  });
});

describe('leave as people mean it', () => {
  it.each([
    ['one day', '2026-12-03', '2026-12-03', '2026-12-02T16:00:00.000Z', '2026-12-03T16:00:00.000Z'],
    [
      'both days included',
      '2026-12-07',
      '2026-12-09',
      '2026-12-06T16:00:00.000Z',
      '2026-12-09T16:00:00.000Z',
    ],
    [
      'until an instant',
      '2026-12-14',
      '2026-12-14T12:00:00+08:00',
      '2026-12-13T16:00:00.000Z',
      '2026-12-14T04:00:00.000Z',
    ],
  ])('%s', async (_, from, until, begins, ends) => {
    const made = await change(
      '330523-O2/A',
      [{ op: 'addAbsence', person: 'p-O2-A', from, until, reason: '年休假' }],
      {
        acceptGaps: undefined,
      },
    );
    expect(made.body).toMatchObject({ made: true });
    const { absences } = open.deps.watch.latest();
    expect(absences.some((one) => one.person === 'p-O2-A' && one.from === begins && one.until === ends)).toBe(
      true,
    );
  });

  it('does not end before it begins', async () => {
    const asked = {
      op: 'addAbsence',
      person: 'p-O2-B',
      from: '2026-12-09',
      until: '2026-12-08',
      reason: '年休假',
    };
    expect((await change(ADMIN, [asked])).body).toMatchObject({ status: 409 });
  });
});

describe('a merger', () => {
  it('takes effect today, is shown for the hours of today that it changes, and the proof holds', async () => {
    const id = await desk.submit({ title: '体育一件事', leadUnit: '县体育局' });
    await desk.send('330523-O2/A', id, 'receive');
    const yesterday = await change(ADMIN, [
      { op: 'abolishUnit', unit: '330523-O2', successor: '330523-O1', on: '2026-11-26' },
    ]);
    expect(yesterday.body).toMatchObject({ status: 409, conflicts: [{ code: 'inThePast' }] });
    const made = await change(ADMIN, [
      { op: 'abolishUnit', unit: '330523-O2', successor: '330523-O1', on: '2026-11-27' },
    ]);
    expect(made.body).toMatchObject({ made: true });
    expect((made.body as { amended: { seat: string }[] }).amended.map(({ seat }) => seat)).toContain(
      '330523-O2/A',
    );
    const shown = (await desk.read('330523-TF/A', id)).body;
    expect(shown).toMatchObject({ owner: { seat: '330523-O2/A', person: { id: 'p-O1-A' } } });
    expect((await open.as('330523-O2/A').get('/api/v1/me')).status).toBe(401);
    expect(await proof()).toMatchObject({ holds: true });
  });
});
