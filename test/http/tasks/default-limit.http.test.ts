import { describe, expect, it } from '@jest/globals';
import { limitsOf } from '../../../src/calendar/limits/task-limits.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { countyLimits } from '../../calendar/limits/county-limits.ts';
import { countyOfSuite, START, TASK_FORCE } from '../stage/supervised-county.ts';

const county = countyOfSuite();

const DRY = '/api/v1/tasks?dryRun=true';
const instruction = { title: '批示件', leadUnit: '县教育局', source: '县委领导批示' };
/** Fifteen working days from the start. */
const BY_INSTRUCTION = shanghai('2026-12-21 17:30');

interface Shown {
  readonly id: string;
  readonly dueAt: string;
  readonly context: {
    readonly matter: { readonly limit: object; readonly limitBy?: { readonly rule: string } };
  };
  readonly warnings: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
}

async function handedIn(input: object, path = '/api/v1/tasks') {
  await county.open.moved.set(START);
  const answer = await county.open.as(TASK_FORCE).post(path, { workflow: 'reform-task', input });
  await county.desk.settle();
  return answer;
}

async function shown(id: string): Promise<Shown> {
  return (await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`)).body;
}

/** Without a limit; the helper of the county gives one otherwise. */
async function submitted(input: object): Promise<string> {
  const answer = await handedIn(input);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return (answer.body as Shown).id;
}

describe('a matter without a limit', () => {
  it('gets the default for what it is, says so, and keeps on record which', async () => {
    const answer = await handedIn(instruction);
    const { id, warnings } = answer.body as Shown;
    expect([answer.status, warnings]).toMatchObject([
      201,
      [
        {
          code: 'limit-default',
          pointer: '/limit',
          message: '完成时限未填，按默认时限“领导批示”取 15 个工作日（来源“县委领导批示”）',
        },
      ],
    ]);
    const task = await shown(id);
    expect(task.dueAt).toBe(BY_INSTRUCTION);
    expect(task.context.matter).toMatchObject({
      limit: { workingDays: 15 },
      limitBy: { rule: 'instruction', sentence: { en: expect.stringContaining('15 working days') } },
    });
    expect(await county.refuted()).toEqual([]);
  });

  it('is foretold with the due date and the default that it comes from', async () => {
    const { status, body } = await handedIn(instruction, DRY);
    expect([status, body]).toMatchObject([
      200,
      { limit: { workingDays: 15 }, limitBy: { rule: 'instruction' }, dueAt: BY_INSTRUCTION },
    ]);
    const triaged = await handedIn({ title: '不知归谁', urgency: 'urgent' }, DRY);
    expect(triaged.body).toMatchObject({
      limit: { workingDays: 3 },
      limitBy: { rule: 'urgent' },
      dueAt: null,
    });
    const written = await handedIn({ ...instruction, limit: { workingDays: 7 } }, DRY);
    expect(written.body).toMatchObject({ limit: { workingDays: 7 }, limitBy: null, warnings: [] });
  });

  it('is refused where none is set for it, and told what to write', async () => {
    const limits = county.open.deps.county.limits;
    const set = limitsOf(countyLimits, 'reform-task');
    const only = set.defaults?.filter(({ id }) => id !== 'general');
    Object.assign(county.open.deps.county, {
      limits: () => new Map([...countyLimits, ['reform-task', { ...set, defaults: only }]]),
    });
    for (const path of ['/api/v1/tasks', DRY]) {
      const answer = await handedIn({ title: '其他来源', source: '专班交办' }, path);
      expect([answer.status, answer.body]).toMatchObject([
        422,
        {
          code: 'input-invalid',
          errors: [
            {
              pointer: '/limit',
              code: 'limit-missing',
              message: expect.stringMatching(
                /来源“专班交办”.*workingDays.*date.*config\/limits\/reform-task\.yaml/,
              ),
            },
          ],
        },
      ]);
    }
    const rows = ['1,无默认,县教育局,,,专班交办', '2,有默认,县教育局,,,领导批示'];
    expect(await sent(rows, '?dryRun=true')).toMatchObject([
      {
        status: 'refused',
        errors: [{ column: '完成时限', expected: { zh: expect.stringContaining('N个工作日') } }],
      },
      { status: 'new', limitBy: { rule: 'instruction' } },
    ]);
    Object.assign(county.open.deps.county, { limits });
  });

  it.each([
    ['of its own making', { limitBy: { rule: 'mine', sentence: { zh: '我定', en: 'mine' } } }],
    [
      'beside a limit',
      { limit: { workingDays: 9 }, limitBy: { rule: 'mine', sentence: { zh: '我定', en: 'mine' } } },
    ],
  ])('takes no default %s', async (_, more) => {
    const answer = await handedIn({ ...instruction, ...more });
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { errors: [{ pointer: '/limitBy', code: 'read-only' }] },
    ]);
  });

  it('is one that forms and OpenAPI let be left out', async () => {
    const { body } = await county.open.as(TASK_FORCE).get('/api/v1/workflows/reform-task');
    const { input } = body as {
      readonly input: {
        readonly required: readonly string[];
        readonly properties: Readonly<
          Record<
            string,
            { readonly title?: string; readonly description?: string; readonly readOnly?: boolean }
          >
        >;
      };
    };
    expect(input.required).not.toContain('limit');
    expect(input.properties['limit']).toMatchObject({
      title: '完成时限',
      description: expect.stringContaining('默认时限'),
    });
    expect(input.properties['limitBy']?.readOnly).toBe(true);
  });
});

describe('a correction of what a default went by', () => {
  const reason = { reason: '来源录错' };

  it('takes the other default as long as no unit has the task', async () => {
    const id = await submitted({ title: '不知归谁的件', source: '专班交办' });
    expect((await shown(id)).context.matter).toMatchObject({ limitBy: { rule: 'general' } });
    const { status, body } = await county.send(TASK_FORCE, id, 'correct', { source: '领导批示', ...reason });
    expect([status, (body as Shown).warnings]).toMatchObject([200, [{ code: 'limit-default' }]]);
    expect((await shown(id)).context.matter).toMatchObject({
      limit: { workingDays: 15 },
      limitBy: { rule: 'instruction' },
    });
    await county.send(TASK_FORCE, id, 'assign', { unit: '330523-O1' });
    expect((await shown(id)).dueAt).toBe(BY_INSTRUCTION);
    expect(await county.refuted()).toEqual([]);
  });

  it('leaves the limit that a unit was given, and says what the default would be', async () => {
    const id = await submitted({ title: '已交办的件', leadUnit: '县教育局', source: '专班交办' });
    const before = (await shown(id)).dueAt;
    const { body } = await county.send(TASK_FORCE, id, 'correct', { source: '领导批示', ...reason });
    expect((body as Shown).warnings).toMatchObject([
      { code: 'limit-kept', message: expect.stringMatching(/仍为 30 个工作日.*15 个工作日.*更正 limit/) },
    ]);
    expect((await shown(id)).dueAt).toBe(before);
    const corrected = await county.send(TASK_FORCE, id, 'correct', { limit: { workingDays: 15 }, ...reason });
    expect(corrected.status).toBe(200);
    const after = await shown(id);
    expect([after.dueAt, after.context.matter.limitBy]).toEqual([BY_INSTRUCTION, undefined]);
    expect(await county.refuted()).toEqual([]);
  });

  it('says nothing where the limit was written, or the default stays as long', async () => {
    const written = await submitted({ ...instruction, title: '自填的件', limit: { workingDays: 9 } });
    const same = await submitted({ ...instruction, title: '默认不变的件' });
    for (const [id, data] of [
      [written, { source: '专班交办' }],
      [same, { source: '市领导批示' }],
    ] as const) {
      const { body } = await county.send(TASK_FORCE, id, 'correct', { ...data, ...reason });
      expect((body as Shown).warnings).toEqual([]);
    }
  });
});

interface Row {
  readonly status: string;
  readonly taskId: string;
  readonly limitBy?: object;
}

async function sent(rows: readonly string[], query = ''): Promise<readonly Row[]> {
  const body = ['序号,任务名称,牵头单位,完成时限,紧急程度,来源', ...rows].join('\n');
  const headers = { 'Content-Type': 'text/csv' };
  const answer = await county.open.as(TASK_FORCE).post(`/api/v1/tasks/import${query}`, body, headers);
  return (answer.body as { readonly rows: readonly Row[] }).rows;
}

describe('a ledger with empty limits', () => {
  it('is told per row which default is taken, and makes tasks that know it', async () => {
    await county.open.moved.set(START);
    const file = [
      '1,台账批示件,县教育局,,,领导批示',
      '2,台账一般件,县教育局,按默认,,',
      '3,台账自填件,县教育局,8个工作日,,',
    ];
    const foretold = await sent(file, '?dryRun=true');
    expect(foretold).toMatchObject([
      {
        status: 'new',
        dueAt: BY_INSTRUCTION,
        limitBy: { rule: 'instruction' },
        warnings: [{ code: 'limit-default' }],
      },
      { status: 'new', limitBy: { rule: 'general' } },
      { status: 'new', warnings: [] },
    ]);
    expect(foretold[2]?.limitBy).toBeUndefined();
    const rows = await sent(file);
    expect(rows).toMatchObject([
      { status: 'accepted', limitBy: { rule: 'instruction' } },
      { status: 'accepted', limitBy: { rule: 'general' } },
      { status: 'accepted' },
    ]);
    await county.desk.settle();
    expect((await shown(rows[0]?.taskId ?? '')).context.matter).toMatchObject({
      limitBy: { rule: 'instruction' },
    });
    expect((await sent(file)).map(({ status }) => status)).toEqual(['same', 'same', 'same']);
    expect(await county.refuted()).toEqual([]);
  });
});
