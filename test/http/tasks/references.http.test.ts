import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.ts';
import { withUnit } from '../../directory/small-county.ts';
import type { Answer } from '../stage/client.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const EDUCATION = '330523-O1/A';

/** Tuesday morning. */
const NOW = '2026-11-24T01:00:00.000Z';

interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly message: string;
    readonly nearest: readonly { readonly code: string; readonly name: string }[];
  }[];
}

interface Taken {
  readonly id: string;
  readonly warnings: Refused['errors'];
}

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  const standing = county();
  const gone = {
    ...standing,
    units: [
      ...standing.units,
      { ...unitOf('330523-O1'), code: '330523-O3', name: '县少年宫', aliases: [], duties: [] },
    ],
    sections: [
      ...standing.sections,
      {
        code: '330523-O1-S3',
        unit: '330523-O1',
        name: '旧科',
        host: false,
        until: '2025-01-01T00:00:00.000Z',
      },
    ],
  };
  const directory = withUnit(gone, '330523-O3', { until: '2025-07-01', successor: '330523-O1' });
  open = await openDoor({ workflows, directory, at: NOW });
  desk = reformDesk(open);

  function unitOf(code: string) {
    const unit = standing.units.find((one) => one.code === code);
    if (unit === undefined) throw new Error(`No unit ${code}.`);
    return unit;
  }
});
afterAll(() => open.close());

/** A task that the education bureau has received. */
async function received(): Promise<string> {
  const id = await desk.submit({ title: '教育收费公示', leadUnit: '县教育局', limit: { workingDays: 30 } });
  expect((await desk.send(EDUCATION, id, 'receive')).status).toBe(200);
  return id;
}

/** Sends an event on the newest revision, and leaves the engine's work where it is. */
async function sent(seat: string, id: string, type: string, data: object): Promise<Answer> {
  const headers = { 'If-Match': `"${(await open.engine.read(id))?.revision}"` };
  return open.as(seat).post(`/api/v1/tasks/${id}/events`, { type, data }, headers);
}

/** The task has not moved, nor has anything else that a client could change but the answer under the key. */
async function expectUnmoved(ask: () => Promise<Answer>): Promise<Answer> {
  const before = await shape();
  const answer = await ask();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(await shape()).toEqual(before);
  return answer;
}

async function shape() {
  const { rows } = await open.pool.query(
    `SELECT (SELECT count(*) FROM task) AS tasks, (SELECT count(*) FROM event) AS events,
      (SELECT count(*) FROM effect) AS effects, (SELECT sum(revision) FROM task) AS revisions`,
  );
  return rows;
}

function to(more: object) {
  return { sections: [{ text: '核对', ...more }] };
}

function extended(until: string) {
  return { reason: '接口未开放', progress: '八成', until };
}

function refusalOf(answer: Answer): Refused {
  return answer.body;
}

describe('a sub-dispatch', () => {
  it.each([
    ['to a section that there is not', { section: '330523-O1-S9' }, 'section-unknown', '/sections/0/section'],
    ['to one of another unit', { section: '330523-O2-S1' }, 'section-elsewhere', '/sections/0/section'],
    ['to one that was closed', { section: '330523-O1-S3' }, 'section-closed', '/sections/0/section'],
    [
      'to a seat that there is not',
      { section: '330523-O1-S1', seat: '330523-O1-S1/Z' },
      'seat-unknown',
      '/sections/0/seat',
    ],
    [
      'to a seat of another unit',
      { section: '330523-O1-S1', seat: '330523-O2-S1/H' },
      'seat-elsewhere',
      '/sections/0/seat',
    ],
    [
      'with a limit that has passed',
      { section: '330523-O1-S1', limit: { date: '2026-11-20' } },
      'day-past',
      '/sections/0/limit/date',
    ],
  ])('%s is refused, and says what there is', async (_case, entry, code, pointer) => {
    const id = await received();
    const answer = await expectUnmoved(() => sent(EDUCATION, id, 'subDispatch', to(entry)));
    expect(answer.status).toBe(422);
    const { errors, detail, code: problem } = refusalOf(answer);
    expect(problem).toBe('event-invalid');
    expect(errors).toMatchObject([{ code, pointer }]);
    expect(detail).toContain('不能“分办”');
    if (pointer.endsWith('section')) {
      expect(errors[0]?.nearest).toEqual([
        { code: '330523-O1-S1', name: '办公室' },
        { code: '330523-O1-S2', name: '业务科' },
      ]);
    }
  });

  it('names no section twice', async () => {
    const id = await received();
    const twice = { sections: [1, 2].map((n) => ({ section: '330523-O1-S2', text: `第${n}件` })) };
    const answer = await expectUnmoved(() => sent(EDUCATION, id, 'subDispatch', twice));
    expect(refusalOf(answer).errors).toMatchObject([{ code: 'repeated', pointer: '/sections/1/section' }]);
  });

  it('warns of a limit that the task itself cuts short, and of a day off', async () => {
    const id = await received();
    const entries = [
      { section: '330523-O1-S1', text: '核对', limit: { date: '2027-03-01' } },
      { section: '330523-O1-S2', text: '汇总', limit: { date: '2026-11-28' } },
    ];
    const answer = await desk.send(EDUCATION, id, 'subDispatch', { sections: entries });
    expect(answer.status).toBe(200);
    const { warnings } = answer.body as Taken;
    expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['limit-after-task', '/sections/0/limit/date'],
      ['day-off', '/sections/1/limit/date'],
    ]);
  });
});

describe('an assignment by hand and a transfer', () => {
  it.each([
    ['330523-O99', 'unit-unknown'],
    ['330523-O3', 'unit-abolished'],
  ])('to %s are refused at once, and set no precedent', async (unit, code) => {
    const id = await desk.submit({ title: `青少年体育场馆开放之${unit}` });
    const assigned = await expectUnmoved(() => sent(TASK_FORCE, id, 'assign', { unit }));
    expect(refusalOf(assigned).errors).toMatchObject([{ code, pointer: '/unit' }]);
    expect(refusalOf(assigned).errors[0]?.nearest.length).toBeGreaterThan(0);
    const task = await received();
    const transfer = { unit, reason: '职责调整' };
    const transferred = await expectUnmoved(() => sent(TASK_FORCE, task, 'transfer', transfer));
    expect(refusalOf(transferred).errors).toMatchObject([{ code, pointer: '/unit' }]);
    const listed = await open.as(TASK_FORCE).get('/api/v1/precedents');
    expect((listed.body as { items: readonly unknown[] }).items).toEqual([]);
  });

  it('names the successor of an abolished unit', async () => {
    const id = await desk.submit({ title: '少年宫课程' });
    const answer = await desk.send(TASK_FORCE, id, 'assign', { unit: '330523-O3' });
    expect(refusalOf(answer).errors[0]).toMatchObject({ nearest: [{ code: '330523-O1', name: '县教育局' }] });
    expect(refusalOf(answer).detail).toContain('县教育局');
  });
});

describe('what the task has of its own', () => {
  it('is told where an event names something else', async () => {
    const id = await received();
    const evidence = [{ criterion: '7', text: '见附件' }];
    const claimed = await expectUnmoved(() => sent(EDUCATION, id, 'claimDone', { evidence }));
    expect(refusalOf(claimed).errors).toMatchObject([
      { code: 'criterion-unknown', pointer: '/evidence/0/criterion', nearest: [{ code: '1' }] },
    ]);
    const child = '0190f1c2-7a11-7000-8000-000000000001';
    const waived = await expectUnmoved(() =>
      sent(EDUCATION, id, 'waiveSection', { child, reason: '不需要' }),
    );
    // No section is at work: which one is no question then.
    expect(waived.status).toBe(422);
  });
});

describe('what limits and data say', () => {
  it('refuses an extension longer than the longest at once, and a third one before it is asked for', async () => {
    const id = await received();
    const tooLong = await expectUnmoved(() =>
      sent(EDUCATION, id, 'requestExtension', extended('2027-12-01')),
    );
    expect([tooLong.status, refusalOf(tooLong).detail]).toEqual([
      409,
      expect.stringContaining('30 个工作日'),
    ]);

    for (const until of ['2027-01-20', '2027-02-10']) {
      expect((await desk.send(EDUCATION, id, 'requestExtension', extended(until))).status).toBe(200);
      await desk.send('330523-O1/L', id, 'endorse');
      await desk.send(TASK_FORCE, id, 'grant');
    }
    const { actions, context } = (await desk.read(EDUCATION, id)).body as {
      actions: readonly { type: string; allowed: boolean; reason?: { zh: string } }[];
      context: { deadline: { extensions: readonly unknown[] } };
    };
    expect(context.deadline.extensions).toHaveLength(2);
    expect(actions.find(({ type }) => type === 'requestExtension')).toMatchObject({
      allowed: false,
      reason: { zh: expect.stringContaining('已延期 2 次') },
    });
    const third = await expectUnmoved(() => sent(EDUCATION, id, 'requestExtension', extended('2027-03-01')));
    expect(refusalOf(third).detail).toContain('已延期 2 次');
  });

  it('refuses a review further ahead than the furthest', async () => {
    const id = await received();
    const parking = {
      kind: 'upwardWait',
      reason: '待批复',
      conditions: [{ id: '1', text: '批复下达' }],
      reviewOn: '2027-12-01',
    };
    const answer = await expectUnmoved(() => sent(EDUCATION, id, 'requestParking', parking));
    expect([answer.status, refusalOf(answer).detail]).toEqual([409, expect.stringContaining('60 个工作日')]);
  });
});
