import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { watchRulings } from '../../../src/tasks/precedents/ruling-watch.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const SUPERVISOR = '330523-TF/D1';
const PRECEDENTS = '/api/v1/precedents';

interface Precedent {
  readonly id: string;
  readonly kind: string;
  readonly unit: { readonly code: string };
  readonly task: { readonly title: string };
  readonly routed: { readonly count: number };
  readonly withdrawn: { readonly reason: string } | null;
}

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true, workflows: [reformTask, sectionAssignment] });
  desk = reformDesk(open);
});
afterAll(() => open.close());

async function precedentOn(title: string): Promise<Precedent> {
  const { items } = (await open.as(SUPERVISOR).get(PRECEDENTS)).body as { items: Precedent[] };
  const found = items.find(({ task }) => task.title === title);
  if (found === undefined) throw new Error(`No precedent on ${title}.`);
  return found;
}

const withdrawal = (id: string) => `${PRECEDENTS}/${id.replace('/', '-')}/withdrawal`;
const state = async (id: string) => (await open.engine.read(id))?.state;
async function because(id: string): Promise<string | undefined> {
  const context = (await open.engine.read(id))?.snapshot.context as
    | { readonly because: { readonly step: string } | null }
    | undefined;
  return context?.because?.step;
}

async function bouncesBy(by: string) {
  const { body } = await open.as(SUPERVISOR).get(`/api/v1/bounces?by=${by}`);
  return (body as { items: { key: string }[] }).items;
}

/** A matter that nothing decides, given to a unit out of triage. */
async function assigned(title: string, unit: string): Promise<string> {
  const id = await desk.submit({ title });
  expect((await desk.send(TASK_FORCE, id, 'assign', { unit })).status).toBe(200);
  return id;
}

/** A matter that its unit returned, ruled to another. */
async function ruled(title: string, unit: string): Promise<string> {
  const id = await desk.submit({ title, leadUnit: '县教育局' });
  const basis = { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };
  expect((await desk.send('330523-O1/L', id, 'return', basis)).status).toBe(200);
  expect(await state(id)).toBe('open.returned');
  expect((await desk.send(TASK_FORCE, id, 'assign', { unit })).status).toBe(200);
  return id;
}

describe('precedents', () => {
  it('are listed with who settled them, for which unit, and how often they have routed since', async () => {
    const id = await assigned('智慧养老服务平台建设推进', '330523-O2');
    await ruled('犬类管理一件事', '330523-T1');
    await desk.submit({ title: '智慧养老服务平台建设推进（二期）' });
    await desk.submit({ title: '智慧养老服务平台建设推进（三期）' });

    const answer = await open.as('330523-TF/AU').get(`${PRECEDENTS}?limit=1`);
    const { items, nextCursor } = answer.body as { items: Precedent[]; nextCursor: string };
    expect(items).toMatchObject([
      { kind: 'ruling', unit: { code: '330523-T1' }, routed: { count: 0, lastAt: null }, withdrawn: null },
    ]);
    const rest = await open.as('330523-TF/AU').get(`${PRECEDENTS}?limit=5&cursor=${nextCursor}`);
    expect((rest.body as { items: Precedent[] }).items).toMatchObject([
      {
        kind: 'assignment',
        unit: { code: '330523-O2' },
        by: { principal: `seat:${TASK_FORCE}` },
        task: { id, title: '智慧养老服务平台建设推进' },
        routed: { count: 2 },
      },
    ]);
  });

  it('once withdrawn route nobody from then on, while what they routed keeps its reason', async () => {
    await assigned('农村生活污水治理', '330523-O2');
    const before = await desk.submit({ title: '农村生活污水治理（二期）' });
    expect(await because(before)).toBe('precedent');
    const { id } = await precedentOn('农村生活污水治理');

    const answer = await open.as(TASK_FORCE).post(withdrawal(id), { reason: '职责已调整' });
    expect(answer).toMatchObject({
      status: 200,
      body: { id, routed: { count: 1 }, withdrawn: { reason: '职责已调整' } },
    });
    const after = await desk.submit({ title: '农村生活污水治理（三期）' });
    expect(await state(after)).toBe('triage');
    expect(await because(before)).toBe('precedent');
    expect(await precedentOn('农村生活污水治理')).toMatchObject({ withdrawn: { reason: '职责已调整' } });
    // A process that starts, or that was elsewhere, knows it too.
    const others = await watchRulings({ database: open.pool, registry: open.engine.registry });
    expect(others.current().map((precedent) => precedent.id)).not.toContain(id);
  });

  it('are heard of by a process that knew them before', async () => {
    await ruled('古树名木保护一张图', '330523-T1');
    const other = await watchRulings({ database: open.pool, registry: open.engine.registry });
    const { id } = await precedentOn('古树名木保护一张图');
    expect(other.current().map((precedent) => precedent.id)).toContain(id);
    await open.as(TASK_FORCE).post(`${PRECEDENTS}/${encodeURIComponent(id)}/withdrawal`, { reason: '误裁' });
    await other.refresh();
    expect(other.current().map((precedent) => precedent.id)).not.toContain(id);
    await other.refresh();
    expect(other.current().map((precedent) => precedent.id)).not.toContain(id);
  });

  it('are set by upholding the first dispatch too, for the unit that had sent it back', async () => {
    const id = await desk.submit({ title: '校外培训监管', leadUnit: '县教育局' });
    await desk.send('330523-O1/L', id, 'return', { reasonCode: 'notOurDuty', dutyBasis: '三定方案' });
    expect((await desk.send(TASK_FORCE, id, 'uphold')).status).toBe(200);
    expect(await precedentOn('校外培训监管')).toMatchObject({ kind: 'ruling', unit: { code: '330523-O1' } });
    const next = await desk.submit({ title: '校外培训监管（二期）' });
    expect(await because(next)).toBe('precedent');
    expect((await bouncesBy('unit')).find(({ key }) => key === '330523-O1')).toMatchObject({ upheld: 1 });
  });

  it('are withdrawn once: again under the same key is the same answer, under another a conflict', async () => {
    await assigned('乡村旅游数据共享', '330523-T1');
    const { id } = await precedentOn('乡村旅游数据共享');
    const key = { 'Idempotency-Key': freshKey() };
    const first = await open.as(TASK_FORCE).post(withdrawal(id), { reason: '一' }, key);
    const again = await open.as(TASK_FORCE).post(withdrawal(id), { reason: '一' }, key);
    expect(again.text).toBe(first.text);
    const other = await open.as(TASK_FORCE).post(withdrawal(id), { reason: '二' });
    expect(other.body).toMatchObject({
      status: 409,
      code: 'precedent-withdrawn',
      withdrawn: { reason: '一' },
    });
    expect(await open.count('precedent_withdrawal WHERE reason = $1', ['二'])).toBe(0);
    await expect(open.pool.query('DELETE FROM precedent_withdrawal')).rejects.toThrow('append-only');
  });

  it('that are not there, or withdrawn without a reason or a right, stay as they are', async () => {
    const missing = await open.as(TASK_FORCE).post(withdrawal('2026-999999/4'), { reason: '无' });
    expect(missing.body).toMatchObject({ status: 404, code: 'not-found' });
    await assigned('窗口服务延时', '330523-T1');
    const { id } = await precedentOn('窗口服务延时');
    expect((await open.as(TASK_FORCE).post(withdrawal(id), { reason: ' ' })).status).toBe(400);
    expect((await open.as(SUPERVISOR).post(withdrawal(id), { reason: '越权' })).status).toBe(403);
    expect((await open.as('330523-O1/A').get(PRECEDENTS)).status).toBe(403);
    expect((await precedentOn('窗口服务延时')).withdrawn).toBeNull();
  });
});

describe('bounces', () => {
  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('of %s are not asked of the database', async (day) => {
    const { status } = await open.as(SUPERVISOR).get(`/api/v1/bounces?from=${day}&to=${day}`);
    expect(status).toBe(400);
  });

  it('tell per unit and per step how many dispatches came back, and what became of them', async () => {
    const before = (await bouncesBy('unit')).find(({ key }) => key === '330523-O1');
    expect(before).toMatchObject({
      dispatches: 4,
      returns: 3,
      rate: 0.75,
      rebound: 2,
      pending: 0,
      upheld: 1,
    });
    const id = await desk.submit({ title: '犬类收容', leadUnit: '县教育局' });
    const kept = await desk.submit({ title: '学生资助', leadUnit: '县教育局' });
    await desk.send('330523-O1/L', id, 'return', { reasonCode: 'otherLead', dutyBasis: '三定方案' });
    expect(await state(kept)).toBe('open.dispatched');

    expect((await bouncesBy('unit')).find(({ key }) => key === '330523-O1')).toMatchObject({
      dispatches: 6,
      returns: 4,
      rate: 0.6667,
      rebound: 2,
      pending: 1,
    });
    const steps = await bouncesBy('step');
    expect(steps.find(({ key }) => key === 'unit')).toMatchObject({ dispatches: 5, returns: 4 });
    expect(steps.find(({ key }) => key === 'binding')).toMatchObject({ returns: 0 });
    expect(await bouncesBy('rule')).toEqual([]);
  });

  it('are of the days asked for', async () => {
    const answer = await open.as(TASK_FORCE).get('/api/v1/bounces?from=2020-01-01&to=2020-12-31');
    expect(answer.body).toMatchObject({ by: 'unit', total: { dispatches: 0, rate: 0 }, items: [] });
    const wrong = await open.as(TASK_FORCE).get('/api/v1/bounces?from=2021-01-01&to=2020-12-31');
    expect(wrong.body).toMatchObject({ code: 'query-invalid' });
    expect((await open.as('330523-O1/L').get('/api/v1/bounces')).status).toBe(403);
  });
});
