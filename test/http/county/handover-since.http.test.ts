import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const HANDOVERS = '/api/v1/handovers';
const workflows = [reformTask, sectionAssignment];

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ workflows, keptDirectory: true, at: '2026-11-23T01:00:00.000Z' });
  desk = reformDesk(open);
});
afterAll(() => open.close());

interface Item {
  readonly id: string;
  readonly title: string;
  readonly since?: string;
  readonly signedAt?: string;
}

interface Shown {
  readonly id: string;
  readonly stage: string;
  readonly brief: readonly Item[];
}

const step = (by: string, id: string, what: string, body: unknown = {}, headers = {}) =>
  open.as(by).post(`${HANDOVERS}/${id}/${what}`, body, headers);
const read = async (by: string, id: string) => (await open.as(by).get(`${HANDOVERS}/${id}`)).body as Shown;

describe('what comes to a seat while it is handed over', () => {
  const [leaver, newcomer, leader] = ['330523-O1/A', '330523-O1-S2/H', '330523-O1/L'];

  it('is shown as what came since, and is signed for before the handover is confirmed', async () => {
    await desk.submit({ title: '交接前的任务', leadUnit: '县教育局' });
    const opened = await open.as(leaver).post(HANDOVERS, { seat: leaver, newcomer: 'p-O1-S2-H' });
    const { id } = opened.body as Shown;
    expect((await step(leaver, id, 'sign')).status).toBe(200);
    await open.moved?.set('2026-11-23T02:00:00.000Z');
    await desk.submit({ title: '移交人签字后的任务', leadUnit: '县教育局' });

    const shown = await read(newcomer, id);
    const since = shown.brief.filter((item) => item.since !== undefined);
    expect(since.map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringContaining('移交人签字后的任务')]),
    );
    expect(since.every((item) => item.since === '2026-11-23T02:00:00.000Z')).toBe(true);
    expect(shown.brief.filter((item) => item.since === undefined).map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringContaining('交接前的任务')]),
    );
    expect((await step(newcomer, id, 'sign', { items: 'all' })).body).toMatchObject({ stage: 'leader' });

    // And another one after all have signed.
    await open.moved?.set('2026-11-23T03:00:00.000Z');
    await desk.submit({ title: '双方签字后的任务', leadUnit: '县教育局' });
    expect(await read(leader, id)).toMatchObject({ stage: 'newcomer' });
    const early = await step(leader, id, 'confirm', undefined);
    expect(early.body).toMatchObject({
      status: 409,
      code: 'directory-conflict',
      detail: expect.stringContaining('双方签字后的任务'),
    });
    expect(open.deps.watch.latest().version).toBe(1);

    const unsigned = (await read(newcomer, id)).brief.filter(({ signedAt }) => signedAt === undefined);
    expect(unsigned.every(({ title }) => title.includes('双方签字后的任务'))).toBe(true);
    await step(newcomer, id, 'sign', { items: unsigned.map((item) => item.id) });
    const done = await step(leader, id, 'confirm', undefined);
    const { handover } = done.body as { handover: Shown };
    expect(done.status).toBe(200);
    expect(handover.brief.map(({ title }) => title).join()).toContain('双方签字后的任务');
    expect(handover.brief.every(({ signedAt }) => signedAt !== undefined)).toBe(true);
    // What comes from then on is the newcomer's, and in no brief.
    await desk.submit({ title: '确认后的任务', leadUnit: '县教育局' });
    expect((await read(leader, id)).brief).toHaveLength(handover.brief.length);
  });

  it('is told to nobody who may no longer see it, whatever key they repeat their request with', async () => {
    const seat = '330523-T1/A';
    const headers = { 'Idempotency-Key': 'opened-once' };
    const body = { seat, newcomer: 'p-T1-S2-H' };
    const first = await open.as(seat).post(HANDOVERS, body, headers);
    expect(first.status).toBe(201);
    const repeated = await open.as(seat).post(HANDOVERS, body, headers);
    expect(repeated.text).toBe(first.text);
    await open.as('330523-TF/AD').post('/api/v1/directory/changes', {
      reason: '调离',
      acceptGaps: '测试',
      operations: [{ op: 'vacate', seat, at: '2026-11-23T03:00:00.000Z' }],
    });
    expect((await open.as(seat).post(HANDOVERS, body, headers)).status).toBe(401);
  });
});

describe('a handover of the task force', () => {
  it('is not confirmed by one who hands over or takes', async () => {
    const seat = '330523-TF/L';
    const opened = await open.as('330523-TF/AD').post(HANDOVERS, { seat, newcomer: 'p-TF-S2-H' });
    const { id } = opened.body as Shown;
    await step(seat, id, 'sign');
    await step('330523-TF-S2/H', id, 'sign', { items: 'all' });
    for (const party of [seat, '330523-TF-S2/H']) {
      expect((await step(party, id, 'confirm', undefined)).body).toMatchObject({ status: 403 });
    }
    expect((await step('330523-TF/A', id, 'confirm', undefined)).status).toBe(200);
  });

  it('of one person who leads the unit and holds the seat is confirmed by somebody else', async () => {
    const base = county();
    const person = 'p-O2-A';
    const tenures = base.tenures.map((one) => (one.seat === '330523-O2/L' ? { ...one, person } : one));
    const door = await openDoor({
      workflows,
      keptDirectory: true,
      directory: county({ tenures }),
      at: '2026-11-23T01:00:00.000Z',
    });
    const post = (by: string, path: string, body?: unknown) => door.as(by).post(`${HANDOVERS}${path}`, body);
    const opened = await post('330523-O2/A', '', { seat: '330523-O2/A', newcomer: 'p-O2-S2-H' });
    const { id } = opened.body as Shown;
    await post('330523-O2/L', `/${id}/sign`, {});
    await post('330523-O2-S2/H', `/${id}/sign`, { items: 'all' });
    expect((await post('330523-O2/L', `/${id}/confirm`)).status).toBe(403);
    expect((await post('330523-TF/L', `/${id}/confirm`)).status).toBe(200);
    await door.close();
  });
});
