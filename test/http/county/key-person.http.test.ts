import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoOf } from '../../../src/platform/clock.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { eventually } from '../../support/eventually.ts';
import { caller } from '../stage/client.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const AT = '2026-11-23T01:00:00.000Z';
const ADMIN = '330523-TF/AD';
const workflows = [reformTask, sectionAssignment];

let open: OpenDoor;
let elsewhere: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  const base = county();
  const directory = county({
    people: [...base.people, { id: 'p-new', name: '林晓', qualifications: [] }],
    tenures: base.tenures.map((one) =>
      // This tenure ends by its date, without any change being made.
      one.seat === '330523-O2/B' ? { ...one, until: '2026-11-24T16:00:00.000Z' } : one,
    ),
  });
  open = await openDoor({ workflows, directory, keptDirectory: true, at: AT });
  elsewhere = await openDoor({ workflows, directory, keptDirectory: true, at: AT, onto: open });
  desk = reformDesk(open);
});
afterAll(async () => {
  await elsewhere.close();
  await open.close();
});

const now = () => open.moved?.now() ?? 0;
const change = async (...operations: object[]) => {
  const answer = await open
    .as(ADMIN)
    .post('/api/v1/directory/changes', { reason: '测试', operations, acceptGaps: '测试' });
  expect(answer.text).toContain('"made":true');
};

/** A client that goes on with the key that a seat has now, whatever happens to its holder. */
function withKeyOf(seat: string, door: OpenDoor = open) {
  const key = open.issued.findLast(({ principal }) => principal === `seat:${seat}`)?.key;
  return caller(door.port, door.contract, key);
}

const me = '/api/v1/inbox';

async function expectOut(client: ReturnType<typeof caller>): Promise<void> {
  expect((await client.get(me)).body).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect((await client.get('/api/v1/tasks/export.csv')).status).toBe(401);
}

describe('a key ends with what its person had it for', () => {
  it('when the seat is vacated, here at once and within a second in another process', async () => {
    const id = await desk.submit({ title: '课后服务', leadUnit: '县教育局' });
    const [here, there] = [withKeyOf('330523-O1/A'), withKeyOf('330523-O1/A', elsewhere)];
    expect((await there.get(me)).status).toBe(200);
    await change({ op: 'vacate', seat: '330523-O1/A', at: isoOf(now()) });
    await expectOut(here);
    const sent = await here.post(
      `/api/v1/tasks/${id}/events`,
      { type: 'receive', data: {} },
      { 'If-Match': '"2"' },
    );
    expect(sent.status).toBe(401);
    expect(await open.count("event WHERE task_id = $1 AND type = 'receive'", [id])).toBe(0);
    const since = performance.now();
    let trusted = since;
    await eventually(async () => {
      const askedAt = performance.now();
      const { status } = await there.get(me);
      if (status === 200) trusted = askedAt;
      return status === 401;
    });
    expect(trusted - since).toBeLessThanOrEqual(1_000);
  });

  it('and does not come back with them: who returns to the seat has a new one', async () => {
    const former = withKeyOf('330523-O1/A');
    await open.moved?.set(isoOf(now() + 60_000));
    await change({ op: 'appoint', seat: '330523-O1/A', person: 'p-O1-A', from: isoOf(now()) });
    await expectOut(former);
  });

  it('when the next one is appointed, whose name stands in the log from then on', async () => {
    const former = withKeyOf('330523-T1/A');
    const id = await desk.submit({ title: '停车', leadUnit: '梅溪镇' });
    await change({ op: 'appoint', seat: '330523-T1/A', person: 'p-new', from: isoOf(now()) });
    await expectOut(former);
    expect((await desk.send('330523-T1/A', id, 'receive')).status).toBe(200);
    const timeline = await open.as('330523-TF/A').get(`/api/v1/tasks/${id}/timeline`);
    const { items } = timeline.body as { items: { type: string; actor: object }[] };
    expect(items.find(({ type }) => type === 'receive')?.actor).toMatchObject({
      principal: 'seat:330523-T1/A',
      name: '林晓',
      person: { id: 'p-new', name: '林晓' },
    });
  });

  it('when a handover is confirmed', async () => {
    const seat = '330523-O2/A';
    const former = withKeyOf(seat);
    const step = (by: string, id: string, what: string, body: unknown = {}) =>
      open.as(by).post(`/api/v1/handovers/${id}/${what}`, body);
    const opened = await open.as(seat).post('/api/v1/handovers', { seat, newcomer: 'p-O2-S2-H' });
    const { id } = opened.body as { id: string };
    await step(seat, id, 'sign');
    await step('330523-O2-S2/H', id, 'sign', { items: 'all' });
    expect((await step('330523-O2/L', id, 'confirm')).status).toBe(200);
    await expectOut(former);
    expect((await open.as(seat).get(me)).status).toBe(200);
  });

  it('when its tenure ends by its date, without any change being made', async () => {
    const deputy = withKeyOf('330523-O2/B');
    await open.moved?.set('2026-11-24T15:59:59.999Z');
    expect((await deputy.get(me)).status).toBe(200);
    await open.moved?.set('2026-11-24T16:00:00.000Z');
    await expectOut(deputy);
    await expectOut(withKeyOf('330523-O2/B', elsewhere));
  });

  it('when the seat is given up', async () => {
    const auditor = withKeyOf('330523-TF/AU');
    await change({ op: 'closeSeat', seat: '330523-TF/AU', at: isoOf(now()) });
    await expectOut(auditor);
  });

  it('when the unit is abolished', async () => {
    const leader = withKeyOf('330523-O2/L');
    await change({ op: 'abolishUnit', unit: '330523-O2', successor: '330523-O1', on: '2026-11-26' });
    expect((await leader.get(me)).status).toBe(200);
    await open.moved?.set('2026-11-25T16:00:00.000Z');
    await expectOut(leader);
    const there = withKeyOf('330523-O2/L', elsewhere);
    await eventually(async () => (await there.get(me)).status === 401);
  });

  it('while whoever waits with it, is told no more', async () => {
    const seat = '330523-O1/B';
    const client = withKeyOf(seat);
    const etag = (await client.get(me)).headers.get('etag') ?? '';
    const waiting = client.get(me, { 'If-None-Match': etag, Prefer: 'wait=20' });
    await change({ op: 'vacate', seat, at: isoOf(now()) });
    expect((await waiting).status).toBe(401);
  });

  it('and waiting for a task', async () => {
    const id = await desk.submit({ title: '校车', leadUnit: '县教育局' });
    const seat = '330523-O1/L';
    const client = withKeyOf(seat);
    const etag = (await client.get(`/api/v1/tasks/${id}`)).headers.get('etag') ?? '';
    const waiting = client.get(`/api/v1/tasks/${id}`, { 'If-None-Match': etag, Prefer: 'wait=20' });
    await change({ op: 'vacate', seat, at: isoOf(now()) });
    await desk.send('330523-TF/A', id, 'urge', {});
    expect((await waiting).status).toBe(401);
  });
});
