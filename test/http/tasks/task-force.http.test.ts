import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { awayFrom } from '../../access/callers.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const A = '330523-TF/A';
const B = '330523-TF/B';
const L = '330523-TF/L';
const EVIDENCE = { evidence: [{ criterion: '1', text: '见附件' }] };

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ workflows: [reformTask, sectionAssignment], at: '2026-11-23T01:00:00.000Z' });
  desk = reformDesk(open);
});
afterAll(() => open.close());

interface Shown {
  readonly owner: { readonly seat: string; readonly person: { readonly id: string } };
  readonly attention: { readonly seat: string } | null;
  readonly state: { readonly path: string };
  readonly actions: readonly { readonly type: string; readonly allowed: boolean }[];
}

const shown = async (seat: string, id: string) => (await desk.read(seat, id)).body as Shown;
const inbox = async (seat: string) =>
  ((await open.as(seat).get('/api/v1/inbox?limit=200')).body as { items: { id: string }[] }).items.map(
    ({ id }) => id,
  );
const mayDo = async (seat: string, id: string) =>
  (await shown(seat, id)).actions.filter(({ allowed }) => allowed).map(({ type }) => type);

describe('what waits at the task force', () => {
  it('shows to every officer, and to nobody else', async () => {
    const id = await desk.submit({ title: '无人认领的事项甲' });
    expect((await shown(A, id)).state.path).toBe('triage');
    for (const officer of [A, B, L]) {
      expect(await inbox(officer)).toContain(id);
      expect(await mayDo(officer, id)).toEqual(expect.arrayContaining(['assign', 'take']));
    }
    for (const other of ['330523-TF/D1', '330523-O1/A', '330523-TF-S2/H']) {
      expect(await inbox(other)).not.toContain(id);
    }
  });

  it('has one officer at a time: who takes it answers for it, hands it on, and puts it back', async () => {
    const id = await desk.submit({ title: '无人认领的事项乙' });
    expect(await shown(B, id)).toMatchObject({ owner: { seat: A, person: { id: 'p-TF-A' } } });
    expect((await desk.send(B, id, 'take')).status).toBe(200);
    expect(await shown(A, id)).toMatchObject({ owner: { seat: B, person: { id: 'p-TF-B' } } });
    expect(await inbox(A)).not.toContain(id);
    expect((await desk.send(A, id, 'take')).body).toMatchObject({ status: 409, code: 'guard-failed' });

    expect((await desk.send(B, id, 'handOn', { seat: B })).body).toMatchObject({ status: 409 });
    expect((await desk.send(B, id, 'handOn', { seat: L, note: '请定夺' })).status).toBe(200);
    expect(await shown(A, id)).toMatchObject({ owner: { seat: L } });
    expect(await inbox(B)).not.toContain(id);
    expect((await desk.send(B, id, 'putBack')).body).toMatchObject({ status: 409, code: 'guard-failed' });
    expect((await desk.send(L, id, 'putBack')).status).toBe(200);
    expect(await shown(A, id)).toMatchObject({ owner: { seat: A } });
    expect(await inbox(B)).toContain(id);
    expect((await desk.send(B, id, 'putBack')).body).toMatchObject({ status: 409 });

    const spans = await open.as(A).get(`/api/v1/tasks/${id}/accountability`);
    const { spans: told } = spans.body as { spans: { seat: string }[] };
    // All at one instant of the clock that stands still: what was last counts.
    expect(told.at(-1)?.seat ?? A).toBe(A);
    expect((await open.as('330523-TF/AU').get('/api/v1/proof')).body).toMatchObject({ holds: true });
  });

  it('may be taken by the duty officer for themselves, too', async () => {
    const id = await desk.submit({ title: '无人认领的事项丙' });
    expect((await desk.send(A, id, 'take')).status).toBe(200);
    expect((await desk.send(B, id, 'take')).body).toMatchObject({ status: 409 });
    expect(await mayDo(B, id)).not.toContain('take');
    expect(await mayDo(A, id)).toEqual(expect.arrayContaining(['handOn', 'putBack']));
  });

  it.each([
    ['of a unit', '330523-O1/A'],
    ['of a supervisor', '330523-TF/D1'],
    ['of an administrator', '330523-TF/AD'],
    ['that is unknown', '330523-TF/Q'],
    ['of a section of the task force', '330523-TF-S1/H'],
    ['that is none', 'x'],
  ])('is not handed on to a seat %s', async (_, seat) => {
    const id = await desk.submit({ title: '无人认领的事项丁' });
    await desk.send(B, id, 'take');
    expect((await desk.send(B, id, 'handOn', { seat })).status).toBe(422);
    expect(await shown(A, id)).toMatchObject({ owner: { seat: B } });
  });

  it('is taken while the unit goes on answering for the task', async () => {
    const id = await desk.submit({ title: '课后服务', leadUnit: '县教育局' });
    await desk.send('330523-O1/A', id, 'receive');
    expect(await mayDo(B, id)).not.toContain('take');
    await desk.send('330523-O1/A', id, 'claimDone', EVIDENCE);
    for (const officer of [A, B, L]) expect(await inbox(officer)).toContain(id);
    expect((await desk.send(L, id, 'take')).status).toBe(200);
    expect(await shown(A, id)).toMatchObject({ owner: { seat: '330523-O1/A' }, attention: { seat: L } });
    expect(await inbox(B)).not.toContain(id);
    // Any officer may do what the task force may; who has it is who is expected to.
    expect((await desk.send(L, id, 'pass')).status).toBe(200);
    expect((await open.as('330523-TF/AU').get('/api/v1/proof')).body).toMatchObject({ holds: true });
  });

  it('is answered for by who stands in for the officer who took it', async () => {
    const id = await desk.submit({ title: '无人认领的事项戊' });
    await desk.send(B, id, 'take');
    open.setDirectory(county({ absences: [awayFrom(B)] }));
    const head = '330523-TF-S1/H';
    expect(await shown(A, id)).toMatchObject({ owner: { seat: B, person: { id: 'p-TF-S1-H' } } });
    expect(await inbox(head)).toContain(id);
    expect((await desk.send(head, id, 'putBack')).status).toBe(200);
    open.setDirectory(county());
  });

  it('is done as oneself, not in the name of the duty officer', async () => {
    const id = await desk.submit({ title: '无人认领的事项己' });
    expect((await desk.send(B, id, 'assign', { unit: '330523-O1' })).status).toBe(200);
    const { rows } = await open.pool.query<{ actor: object }>(
      "SELECT actor FROM event WHERE task_id = $1 AND type = 'assign'",
      [id],
    );
    expect(rows[0]?.actor).toEqual({ principal: `seat:${B}`, person: 'p-TF-B', name: `任${B}`, seat: B });
  });
});

describe('the leader of the task force', () => {
  it('reads everything, hands in, and does what the task force does', async () => {
    const id = await desk.submit({ title: '停车', leadUnit: '梅溪镇' });
    expect((await desk.read(L, id)).status).toBe(200);
    expect((await open.as(L).get('/api/v1/tasks?count=true')).body).toMatchObject({
      total: await open.count("task WHERE workflow = 'reform-task'"),
    });
    const input = { title: '负责人立项', leadUnit: '梅溪镇', limit: { workingDays: 10 } };
    expect((await open.as(L).post('/api/v1/tasks', { workflow: 'reform-task', input })).status).toBe(201);
    expect((await desk.send(L, id, 'urge')).status).toBe(200);
    expect((await open.as(L).get('/api/v1/directory/history')).status).toBe(200);
    expect((await open.as('330523-O1/L').get('/api/v1/directory/history')).status).toBe(403);
  });
});
