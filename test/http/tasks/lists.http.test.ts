import { beforeAll, describe, expect, it } from '@jest/globals';
import { startFill } from '../../../src/engine/fill.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, SECTION, SUPERVISOR, TASK_FORCE } from '../stage/supervised-county.ts';

/* What a clerk looks for, as it came about through the door: late tasks, answers, reports of sections. */

const county = countyOfSuite();
let late: string;
let open: string;

const DONE = shanghai('2026-12-28 10:00');
const PASSED = shanghai('2026-12-29 10:00');
const STRUCK = shanghai('2026-12-31 10:00');

beforeAll(async () => {
  open = await county.worked('公共数据归集');
  const child = await childOf(open);
  await county.send(SECTION, child, 'receive');
  await county.send(SECTION, child, 'report', { text: '已完成５Ｇ基站（西苕溪段）测绘', percent: 30 });

  late = await county.submitted('山塘水库综合整治', {
    leadUnit: '县教育局',
    goal: '建成智慧（停车）系统',
    source: '县委十五届三次全会',
    urgency: 'urgent',
    criteria: [{ id: '1', text: '群众满意率不低于九成' }],
  });
  await county.send(COMMISSIONER, late, 'receive');
  await county.desk.until(DONE);
  const answer = { reason: '汛期无法施工', expectedCompletion: '2026-12-31' };
  for (const { id } of await county.noticesAt(COMMISSIONER, late)) {
    await county.send(COMMISSIONER, id, 'acknowledge', { answer });
  }
  await county.send(COMMISSIONER, late, 'claimDone', {
    evidence: [{ criterion: '1', text: '抽样调查报告' }],
  });
}, 120_000);

function failed(error: unknown): void {
  throw error;
}

const facts = (rows: readonly { id: string; record: object }[]) => rows.map(({ id, record }) => [id, record]);

async function childOf(id: string): Promise<string> {
  const { body } = await county.open.as(COMMISSIONER).get(`/api/v1/tasks/${id}`);
  return (body as { children: string[] }).children[0] ?? '';
}

interface Item {
  readonly id: string;
  readonly number: string;
  readonly workflow: string;
  readonly record: { readonly daysLate: number | null } & Readonly<Record<string, unknown>>;
  readonly owner: { readonly person: { readonly id: string } };
}

async function list(query: string, seat = TASK_FORCE) {
  const answer = await county.open.as(seat).get(`/api/v1/tasks?limit=200&${query}`);
  expect([200, 400]).toContain(answer.status);
  const body = answer.body as { items?: readonly Item[]; detail?: string };
  return { status: answer.status, items: body.items ?? [], detail: body.detail };
}
const ids = async (query: string, seat?: string) => (await list(query, seat)).items.map(({ id }) => id);
const text = (words: string) => `text=${encodeURIComponent(words)}`;

describe('a task that is closed late', () => {
  it('shows in the overdue export while it waits, with what the unit answered', async () => {
    const csv = await county.open.as(SUPERVISOR).get('/api/v1/overdue/export.csv?unit=教育局');
    expect(csv.status).toBe(200);
    const lines = csv.text.split('\r\n');
    expect(lines[0]).toContain('单位书面答复');
    expect(lines.find((line) => line.includes('公共数据归集'))).toBeDefined();
    const rows = lines.filter((line) => line.startsWith('"2026-'));
    expect(rows.every((line) => !line.includes('-F0') && !line.includes('-D0'))).toBe(true);
    expect((await county.open.as(SUPERVISOR).get('/api/v1/overdue/export.xlsx')).status).toBe(200);
  });

  it('keeps due date, claim, review and days late once it is struck off, in the list and alone', async () => {
    await county.desk.until(PASSED);
    expect((await county.send(TASK_FORCE, late, 'pass')).status).toBe(200);
    await county.desk.until(STRUCK);
    expect((await county.send(TASK_FORCE, late, 'strikeOff')).status).toBe(200);
    const { items } = await list('status=closed&late=true');
    expect(items.map(({ id }) => id)).toEqual([late]);
    const { record } = items[0] as Item;
    expect(record).toMatchObject({
      source: '县委十五届三次全会',
      originalDueAt: shanghai('2026-12-21 17:30'),
      dueAt: shanghai('2026-12-21 17:30'),
      claimedAt: expect.stringMatching(/^2026-12-28T02:0/),
      passedAt: expect.stringMatching(/^2026-12-29T02:0/),
      answer: { reason: '汛期无法施工', expectedCompletion: '2026-12-31' },
    });
    // Five days of work between Monday evening and the next Monday morning, less the hours of that day.
    expect(record.daysLate).toBeGreaterThan(4);
    expect(record.daysLate).toBeLessThan(5);
    const { body } = await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${late}`);
    expect((body as Item).record).toEqual(record);
  });

  it('is found by when it was due, closed and registered, by source, urgency, receipt and who answered', async () => {
    const { person } = (await list('status=closed')).items[0]?.owner ?? { person: { id: '' } };
    for (const query of [
      'dueFrom=2026-12-21&dueTo=2026-12-21&status=closed',
      'closedFrom=2026-12-31&closedTo=2026-12-31',
      'createdFrom=2026-11-30&createdTo=2026-11-30&status=closed',
      `source=${encodeURIComponent('三次全会')}`,
      'urgency=紧急&status=closed',
      'received=true&status=closed',
      `person=${person.id}&status=closed`,
    ]) {
      expect([query, await ids(query)]).toEqual([query, [late]]);
    }
    for (const query of ['closedTo=2026-12-30', 'received=false&status=closed', 'late=false&status=closed']) {
      expect([query, await ids(query)]).toEqual([query, []]);
    }
  });
});

describe('the search', () => {
  it.each(['整治 山塘', '智慧(停车)', '智慧停车', '满意率 九成', '抽样', '汛期', '水库'])(
    'finds a task by %s in its title, goal, criteria, evidence and answers',
    async (words) => {
      expect(await ids(text(words))).toEqual([late]);
    },
  );

  it.each(['5G', '５ｇ基站', '西苕溪段 测绘', '数据归集 5G'])(
    'finds the report of a section under its task: %s',
    async (words) => {
      expect(await ids(text(words))).toEqual([open]);
      expect(await ids(text(words), COMMISSIONER)).toEqual([open]);
    },
  );

  it('reads numbers in full or part, and keeps the years apart', async () => {
    const { number } = (await list(text('公共数据归集'))).items[0] as Item;
    const [year = '', count = ''] = number.split('-');
    for (const typed of [
      number,
      `${year}—${count}`,
      count,
      String(Number(count)),
      `${year}－${Number(count)}`,
    ]) {
      expect([typed, await ids(text(typed))]).toEqual([typed, expect.arrayContaining([open])]);
    }
    expect(await ids(text(`2025-${count}`))).toEqual([]);
  });

  it('shows registered tasks, each matter once, and the rest on demand', async () => {
    expect((await list('')).items.map(({ workflow }) => workflow)).toEqual(['reform-task', 'reform-task']);
    const notices = await list(`kind=${encodeURIComponent('督办单')}&${text('山塘')}`);
    expect(notices.items.length).toBeGreaterThan(1);
    expect(notices.items.every(({ number }) => /^2026-D\d{6}$/.test(number))).toBe(true);
    const { number } = notices.items[0] as Item;
    expect((await list(text(number))).items.map((item) => item.number)).toEqual([number]);
    expect((await ids(`parent=${open}`)).length).toBeGreaterThan(0);
  });

  it.each([
    ['unit', '县水利局', '没有这个单位'],
    ['state', '办结中', '没有这个环节'],
    ['person', '查无此人', '没有这个人'],
    ['kind', '周报', '没有这种任务'],
    ['urgency', '加快', '没有这种紧急程度'],
    ['source', '省委文件', '没有这个来源'],
    ['parent', '0190f1c2-7a11-7000-8000-000000000001', '没有这件任务'],
  ])('refuses %s=%s instead of answering with nothing', async (parameter, value, said) => {
    const { status, detail } = await list(`${parameter}=${encodeURIComponent(value)}`);
    expect(status).toBe(400);
    expect(detail).toContain(said);
  });

  it.each([
    'unit=县教育局',
    'state=办理中',
    'state=待签收',
    'status=open',
    'light=绿',
    'light=红灯',
    'light=yellow',
  ])('takes %s', async (query) => {
    expect((await list(query)).status).toBe(200);
  });
});

describe('tasks from before there was a search', () => {
  it('are found as soon as their logs have been read again, and are as they were', async () => {
    const { pool, engine } = county.open;
    const before = await pool.query('SELECT * FROM task_search ORDER BY task_id, revision');
    const records = await pool.query('SELECT id, record, last_due_at FROM task ORDER BY id');
    await pool.query('DELETE FROM task_search');
    await pool.query(`UPDATE task SET record = '{}', last_due_at = NULL`);
    await pool.query(
      `INSERT INTO task_fill (after, last) SELECT '00000000-0000-0000-0000-000000000000', max(id::text)::uuid FROM task`,
    );
    await Promise.all(
      [3, 3].map((batch) => startFill(pool, engine.registry, { batch, pauseMs: 1, onError: failed }).done),
    );
    const after = await pool.query('SELECT * FROM task_search ORDER BY task_id, revision');
    expect(after.rows).toEqual(before.rows);
    const filled = await pool.query('SELECT id, record, last_due_at FROM task ORDER BY id');
    expect(facts(filled.rows)).toEqual(facts(records.rows));
    expect(await ids(text('５Ｇ'))).toEqual([open]);
    expect((await list('late=true&status=closed')).items.map(({ id }) => id)).toEqual([late]);
  });
});
