import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const A = '330523-O1/A';
const B = '330523-O1/B';
const ADMIN = '330523-TF/AD';
const CHANGES = '/api/v1/directory/changes';
const DRY = `${CHANGES}?dryRun=true`;

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true });
});
afterAll(() => open.close());

const inDays = (days: number) => open.inDays(days);
const change = (...operations: object[]) => ({ reason: '测试', operations });
const absent = (person: string, from = inDays(0), until = inDays(3)) => ({
  op: 'addAbsence',
  person,
  from,
  until,
  reason: '年休假',
});
const version = () => open.deps.watch.latest().version;

describe('a change of the directory', () => {
  it('tells in a dry run who gains and loses which seats and tasks, and changes nothing', async () => {
    await open.errandAt(A);
    await open.errandAt(A);
    const before = version();
    const answer = await open.as(ADMIN).post(DRY, change(absent('p-O1-A', inDays(1), inDays(2))));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ dryRun: true, made: false, version: before, problems: [] });
    const { gains, loses } = answer.body as { gains: object[]; loses: object[] };
    expect(gains).toMatchObject([
      { person: { id: 'p-O1-B' }, openTasks: 2, seats: [{ seat: A, via: 'deputy', openTasks: 2 }] },
    ]);
    expect(loses).toMatchObject([{ person: { id: 'p-O1-A' }, openTasks: 2 }]);
    expect((await open.deps.watch.refresh()).version).toBe(before);
  });

  it('is in force for the next request of everybody, with who asked for it and why', async () => {
    const task = await open.errandAt(A);
    const read = () => open.as(B).get(`/api/v1/tasks/${task}`);
    expect((await read()).body).toMatchObject({ owner: { person: { id: 'p-O1-A' } } });
    const begin = { type: 'begin', data: { note: 'a' } };
    const act = () => open.as(B).post(`/api/v1/tasks/${task}/events`, begin, { 'If-Match': '"2"' });
    expect((await act()).status).toBe(403);

    const made = await open.as(A).post(CHANGES, change(absent('p-O1-A')));
    expect(made.body).toMatchObject({ dryRun: false, made: true, version: version(), problems: [] });

    expect((await read()).body).toMatchObject({
      owner: { seat: A, person: { id: 'p-O1-B' }, via: 'deputy', onBehalfOf: { id: 'p-O1-A' } },
    });
    const inbox = await open.as(B).get('/api/v1/inbox');
    expect((inbox.body as { items: { id: string }[] }).items.map(({ id }) => id)).toContain(task);
    expect((await act()).status).toBe(200);
    const history = await open.as('330523-TF/AU').get('/api/v1/directory/history?limit=1');
    expect(history.body).toMatchObject({
      items: [
        {
          version: version(),
          by: { id: 'p-O1-A', name: `任${A}` },
          reason: '测试',
          change: { operations: [{ op: 'addAbsence', person: 'p-O1-A' }] },
        },
      ],
    });
  });

  it('is shown the gap before the absence that tears it is granted, and refused unless the leader accepts it', async () => {
    const everybody = ['p-O2-A', 'p-O2-B', 'p-O2-S1-H'].map((person) =>
      absent(person, inDays(30), inDays(40)),
    );
    const leader = open.as('330523-O2/L');
    const dry = await leader.post(DRY, change(...everybody));
    expect(dry.body).toMatchObject({ made: false, problems: [{ code: 'leavesGap' }] });
    const { gaps } = dry.body as { gaps: { unit: string; fallsTo: string }[] };
    expect(new Set(gaps.map(({ unit }) => unit))).toEqual(new Set(['330523-O2']));
    const before = await open.tally();
    const refused = await leader.post(CHANGES, change(...everybody));
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'directory-conflict',
      conflicts: [{ code: 'leavesGap', message: { zh: expect.stringContaining('无人在岗') } }],
    });
    expect(await sameButForKeptAnswers(before)).toBe(true);
    const accepted = await leader.post(CHANGES, { ...change(...everybody), acceptGaps: '专班代管' });
    expect(accepted.body).toMatchObject({ made: true, problems: [], gaps });
  });

  it.each<[string, () => object, string]>([
    ['an unknown person', () => absent('p-nobody'), 'personUnknown'],
    ['what has passed', () => absent('p-T1-A', '2021-05-01', '2021-05-02'), 'inThePast'],
    [
      'an overlapping tenure',
      () => ({ op: 'appoint', seat: '330523-T1/A', person: 'p-T1-A', from: inDays(1) }),
      'nothingChanges',
    ],
    [
      'a deputy for oneself',
      () => ({ op: 'appoint', seat: '330523-T1/B', person: 'p-T1-A', from: inDays(1) }),
      'deputyIsHolder',
    ],
    [
      'a successor that is not there',
      () => ({ op: 'abolishUnit', unit: '330523-T1', on: '2099-01-01', successor: '330523-X' }),
      'unitUnknown',
    ],
    ['a delegation of 31 days', () => lending({ until: inDays(31.5) }), 'delegationTooLong'],
    ['a delegation to another unit', () => lending({ person: 'p-O2-A' }), 'delegateOutsideUnit'],
    ['a delegation of no open task', () => lending({ task: 'no-such-task' }), 'taskUnknown'],
  ])('that names %s is refused, naming the conflict, and changes nothing', async (_, operation, code) => {
    const before = await open.tally();
    const good = { op: 'addPerson', person: 'p-new', name: '新来' };
    const answer = await open.as(ADMIN).post(CHANGES, change(good, operation()));
    expect(answer.body).toMatchObject({ status: 409, code: 'directory-conflict', conflicts: [{ code }] });
    expect((answer.body as { detail: string }).detail).toMatch(/[\u4e00-\u9fff]/);
    expect(await sameButForKeptAnswers(before)).toBe(true);
    expect(open.deps.watch.latest().people.some(({ id }) => id === 'p-new')).toBe(false);
  });

  it.each([
    ['no reason', { operations: [{ op: 'vacate', seat: A, at: '2099-01-01' }] }],
    ['no operation', { reason: 'x', operations: [] }],
    ['an unknown operation', change({ op: 'dismiss', person: 'p-O1-A' })],
    ['a date that does not exist', change(absent('p-O1-A', '2026-02-30', '2026-03-01'))],
    ['a field too many', change({ ...absent('p-O1-A', '2099-01-01', '2099-01-03'), more: 1 })],
    [
      'a text that no column can hold',
      change({ ...absent('p-O1-A', '2099-01-01', '2099-01-03'), reason: '事\u0000由' }),
    ],
    ['half a character', change({ op: 'addPerson', person: 'p-half', name: '\ud800' })],
  ])('with %s is not a change', async (_, body) => {
    const before = await open.tally();
    expect((await open.as(ADMIN).post(CHANGES, body)).body).toMatchObject({ code: 'body-invalid' });
    expect(await open.tally()).toBe(before);
  });

  it('is made once under one key, however often it is sent', async () => {
    const key = { 'Idempotency-Key': freshKey() };
    const body = change({ op: 'addPerson', person: 'p-once', name: '一次' });
    const first = await open.as(ADMIN).post(CHANGES, body, key);
    const after = version();
    const again = await open.as(ADMIN).post(CHANGES, body, key);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await open.deps.watch.refresh()).version).toBe(after);
    expect((await open.as(ADMIN).post(DRY, body, key)).body).toMatchObject({ code: 'key-reused' });
  });

  it('of many at once under one key is one change', async () => {
    const other = await openDoor({ onto: open, keptDirectory: true });
    const before = version();
    const key = { 'Idempotency-Key': freshKey() };
    const body = change({ op: 'addPerson', person: 'p-race', name: '抢先' });
    try {
      const doors = [open, other, open, other, other, open];
      const answers = await Promise.all(doors.map((door) => door.as(ADMIN).post(CHANGES, body, key)));
      const made = answers.filter(({ status }) => status === 200);
      expect(new Set(made.map(({ text }) => text)).size).toBe(1);
      // Whoever came while the first was under way may be told to ask again.
      const others = answers.filter(({ status }) => status !== 200);
      expect(others.every(({ text }) => text.includes('key-in-progress'))).toBe(true);
      expect((await open.deps.watch.refresh()).version).toBe(before + 1);
    } finally {
      await other.close();
    }
  });
});

function lending(given: object) {
  const until = inDays(5);
  const seat = '330523-T1/A';
  return {
    op: 'delegate',
    id: 'd-x',
    seat,
    by: 'p-T1-A',
    person: 'p-T1-L',
    from: inDays(1),
    until,
    reason: '出差',
    ...given,
  };
}

/** A refusal is kept under its key; nothing else of the tally may differ. */
async function sameButForKeptAnswers(before: string): Promise<boolean> {
  const KEPT = 3;
  const without = (tally: string) => tally.split(' ').toSpliced(KEPT, 1).join(' ');
  return without(await open.tally()) === without(before);
}
