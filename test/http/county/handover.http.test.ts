import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { partOf, rememberedContext } from '../../tasks/remembered-context.ts';
import { desk } from '../stage/desk-workflow.ts';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const A = '330523-O1/A';
const LEADER = '330523-O1/L';
/** Whose holder takes over: their own key shows what they answer for. */
const NEWCOMER = '330523-O2/B';
const HANDOVERS = '/api/v1/handovers';
const TASKS = 500;

interface Handover {
  readonly id: string;
  readonly stage: string;
  readonly items: number;
  readonly unsigned: number;
  readonly brief: readonly { readonly id: string; readonly kind: string; readonly detail: string }[];
}

let open: OpenDoor;
/** A task of the engine's own, beside those that are only rows. */
let errand: string;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true, workflows: [desk, reformTask] });
  errand = await open.errandAt(A);
  await insertTasks(A, TASKS - 1);
});
afterAll(() => open.close());

/** Open reform tasks as the engine would have left them, each with everything that a brief can tell of. */
async function insertTasks(seat: string, count: number): Promise<void> {
  const at = open.inDays(0);
  const context = rememberedContext({
    receiptDueAt: at,
    report: { at, text: '方案已报送', percent: 30 },
    urges: { count: 1, lastAt: at, answered: false, nextFrom: null, answerBy: null },
    sections: [partOf('received', '330523-O1-S2')],
  });
  await open.pool.query(
    `INSERT INTO task (id, serial, number, workflow, version, revision, value, state, context, owner, unit, title, due_at,
       created_at, updated_at, head)
     SELECT id, nextval('task_serial'), 'T-' || id, 'reform-task', $5, 1, '{"open": "working"}', 'open.working', $4, $2, '330523-O1', '任务', $3, $3, $3, '\\x00'
     FROM unnest($1::uuid[]) AS id`,
    [
      Array.from({ length: count }, () => randomUUID()),
      seat,
      at,
      JSON.stringify(context),
      reformTask.version,
    ],
  );
}

const stamps = async (seat: string) =>
  (
    await open.pool.query(
      'SELECT id, xmin::text, revision, state, owner FROM task WHERE owner = $1 ORDER BY id',
      [seat],
    )
  ).rows;

describe('a handover of a seat with 500 open tasks', () => {
  let id: string;
  const step = (seat: string, what: string, body: unknown = {}) =>
    open.as(seat).post(`${HANDOVERS}/${id}/${what}`, body);

  it('is opened by the leaver, with a brief made of the tasks and the systems that the leaver names', async () => {
    const answer = await open.as(A).post(HANDOVERS, {
      seat: A,
      newcomer: 'p-O2-B',
      systems: [{ title: '智慧校园平台', detail: '供应商联系人已交底' }],
    });
    expect(answer.status).toBe(201);
    const handover = answer.body as Handover;
    id = handover.id;
    expect(answer.headers.get('location')).toBe(`${HANDOVERS}/${id}`);
    expect(handover).toMatchObject({
      stage: 'leaver',
      leaver: { id: 'p-O1-A', name: `任${A}` },
      newcomer: { id: 'p-O2-B' },
      confirmer: { id: 'p-O1-L' },
    });
    const of = (kind: string) => handover.brief.filter((item) => item.kind === kind);
    expect(of('task')).toHaveLength(TASKS);
    for (const kind of ['clock', 'promise']) expect(of(kind)).toHaveLength(TASKS - 1);
    // Urged and not answered, and a section still at work.
    expect(of('request')).toHaveLength(2 * (TASKS - 1));
    expect(of('promise')[0]?.detail).toContain('方案已报送');
    expect(of('system')).toMatchObject([{ title: '智慧校园平台' }]);
    expect(handover.items).toBe(handover.brief.length);
  });

  it('cannot be opened twice, nor signed out of turn, nor by others', async () => {
    const twice = await open.as(LEADER).post(HANDOVERS, { seat: A, newcomer: 'p-O2-B' });
    expect(twice.body).toMatchObject({ status: 409, conflict: 'handoverOpen' });
    const early = await step(NEWCOMER, 'sign', { items: 'all' });
    expect(early.body).toMatchObject({ status: 409, conflict: 'handoverInvalid' });
    expect((await step(LEADER, 'sign', { items: 'all' })).body).toMatchObject({ code: 'not-permitted' });
    expect((await step(LEADER, 'confirm')).body).toMatchObject({ status: 409 });
    for (const stranger of ['330523-T1/A', '330523-O1/B', 'machine:evaluation']) {
      expect((await open.as(stranger).get(`${HANDOVERS}/${id}`)).body).toMatchObject({ code: 'not-found' });
      expect((await step(stranger, 'sign')).body).toMatchObject({ code: 'not-found' });
    }
  });

  it('is signed by the leaver over the brief as it then stands, and by the newcomer item by item or in whole', async () => {
    await insertTasks(A, 1);
    const byLeaver = (await step(A, 'sign')).body as Handover;
    expect(byLeaver).toMatchObject({ stage: 'newcomer' });
    expect(byLeaver.brief.filter(({ kind }) => kind === 'task')).toHaveLength(TASKS + 1);
    expect(byLeaver.brief.filter(({ kind }) => kind === 'system')).toHaveLength(1);

    const first = byLeaver.brief[0]?.id ?? '';
    expect((await step(NEWCOMER, 'sign')).body).toMatchObject({ code: 'body-invalid' });
    const unknown = await step(NEWCOMER, 'sign', { items: ['nothing'] });
    expect(unknown.body).toMatchObject({ status: 409 });
    const one = (await step(NEWCOMER, 'sign', { items: [first] })).body as Handover;
    expect(one).toMatchObject({ stage: 'newcomer', unsigned: one.items - 1 });
    const all = (await step(NEWCOMER, 'sign', { items: 'all' })).body as Handover;
    expect(all).toMatchObject({ stage: 'leader', unsigned: 0 });
  });

  it('is confirmed by the unit’s leader: one transaction, no task row touched, the newcomer answers at once', async () => {
    const before = await stamps(A);
    expect(before).toHaveLength(TASKS + 1);
    expect((await step(A, 'confirm')).body).toMatchObject({ status: 403, code: 'not-permitted' });
    const mine = async (seat: string) =>
      ((await open.as(seat).get(`/api/v1/inbox?limit=200`)).body as { items: { id: string }[] }).items;
    expect(await mine(NEWCOMER)).toEqual([]);

    const key = { 'Idempotency-Key': freshKey() };
    const confirmed = await open.as(LEADER).post(`${HANDOVERS}/${id}/confirm`, {}, key);
    expect(confirmed.body).toMatchObject({
      handover: { stage: 'confirmed', confirmed: { by: { id: 'p-O1-L' } } },
      plan: { made: true, gains: [{ person: { id: 'p-O2-B' }, openTasks: TASKS + 1 }] },
    });

    expect(await stamps(A)).toEqual(before);
    expect(await mine(NEWCOMER)).toHaveLength(200);
    const read = await open.as(NEWCOMER).get(`/api/v1/tasks/${errand}`);
    expect(read.body).toMatchObject({ owner: { seat: A, person: { id: 'p-O2-B' }, via: 'holder' } });
    const begin = { type: 'begin', data: { note: '接着办' } };
    const path = `/api/v1/tasks/${errand}/events`;
    expect((await open.as(NEWCOMER).post(path, begin, { 'If-Match': '"2"' })).status).toBe(200);

    const { rows } = await open.pool.query(
      `SELECT DISTINCT xmin::text FROM directory_version WHERE version = (SELECT max(version) FROM directory_version)
       UNION SELECT xmin::text FROM tenure WHERE seat = $1 UNION SELECT xmin::text FROM handover WHERE id = $2`,
      [A, id],
    );
    expect(rows).toHaveLength(1);
    const again = await open.as(LEADER).post(`${HANDOVERS}/${id}/confirm`, {}, key);
    expect(again.text).toBe(confirmed.text);
  });

  it('is over then: who was accountable before and after has its answer', async () => {
    expect((await step(LEADER, 'confirm')).body).toMatchObject({ status: 409 });
    const answer = await open.as(LEADER).get(`/api/v1/tasks/${errand}/accountability`);
    const { spans } = answer.body as { spans: { seat: string; person: { id: string } }[] };
    expect(spans.slice(1).map(({ seat, person }) => [seat, person.id])).toEqual([
      [A, 'p-O1-A'],
      [A, 'p-O2-B'],
    ]);
    const name = `任${NEWCOMER}`;
    const events = await open.as(A).get(`/api/v1/tasks/${errand}/timeline`);
    expect((events.body as { items: object[] }).items.at(-1)).toMatchObject({ actor: { name } });
  });
});
