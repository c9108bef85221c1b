import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const A = '330523-O1/A';
const LEADER = '330523-O1/L';
const BORROWER = '330523-O1-S2/H';

let open: OpenDoor;
let desk: ReformDesk;
let lent: string;
let kept: string;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true, workflows: [reformTask, sectionAssignment] });
  desk = reformDesk(open);
  lent = await desk.submit({ title: '课后服务一键报名', leadUnit: '县教育局' });
  kept = await desk.submit({ title: '校园食堂明厨亮灶', leadUnit: '县教育局' });
});
afterAll(() => open.close());

const lend = (by: string, operation: object) =>
  open.as(by).post('/api/v1/directory/changes', {
    reason: '专项工作',
    operations: [
      { op: 'delegate', from: open.inDays(0), until: open.inDays(5), reason: '专项', ...operation },
    ],
  });
const inbox = async (seat: string) =>
  ((await open.as(seat).get('/api/v1/inbox')).body as { items: { id: string }[] }).items.map(({ id }) => id);

describe('a single task lent to a colleague', () => {
  it('is out of sight of the colleague before', async () => {
    expect((await desk.read(BORROWER, lent)).status).toBe(404);
    expect(await inbox(BORROWER)).toEqual([]);
  });

  it('is lent by the holder of the seat, who alone may', async () => {
    const loan = { id: 'd-1', seat: A, task: lent, by: 'p-O1-A', person: 'p-O1-S2-H' };
    expect((await lend('330523-O1/B', loan)).status).toBe(403);
    const elsewhere = await lend(BORROWER, { ...loan, seat: BORROWER, by: 'p-O1-S2-H', person: 'p-O1-B' });
    expect(elsewhere.body).toMatchObject({ status: 409, conflicts: [{ code: 'taskElsewhere' }] });
    expect((await lend(A, loan)).body).toMatchObject({ made: true });
  });

  it('is the colleague’s to read, in lists and in the inbox; the seat’s other tasks are not', async () => {
    const read = await desk.read(BORROWER, lent);
    expect(read.body).toMatchObject({
      owner: { seat: A, person: { id: 'p-O1-S2-H' }, via: 'delegate', onBehalfOf: { id: 'p-O1-A' } },
    });
    expect((await desk.read(BORROWER, kept)).status).toBe(404);
    expect(await inbox(BORROWER)).toEqual([lent]);
    const list = await open.as(BORROWER).get('/api/v1/tasks?count=true');
    expect(list.body).toMatchObject({ items: [{ id: lent }], total: 1 });
    const byDue = await open.as(BORROWER).get('/api/v1/tasks?sort=due&status=open');
    expect(byDue.body).toMatchObject({ items: [{ id: lent }] });
  });

  it('is the colleague’s to act on, with both names in the log', async () => {
    expect((await desk.send(BORROWER, lent, 'receive')).status).toBe(200);
    expect((await desk.send('330523-O1-S1/H', lent, 'report', { text: '无关' })).status).toBe(404);
    expect((await desk.send(BORROWER, kept, 'receive')).status).toBe(404);
    const events = await open.as(A).get(`/api/v1/tasks/${lent}/timeline`);
    expect((events.body as { items: object[] }).items.at(-1)).toMatchObject({
      type: 'receive',
      actor: {
        principal: `seat:${BORROWER}`,
        name: `任${BORROWER}`,
        onBehalfOf: { id: `seat:${A}`, name: `任${A}` },
      },
    });
    const answer = await open.as(A).get(`/api/v1/tasks/${lent}/accountability`);
    const { spans } = answer.body as { spans: { person: { id: string }; via: string }[] };
    expect(spans.at(-1)).toMatchObject({ person: { id: 'p-O1-S2-H' }, via: 'delegate' });
  });

  it('comes back by itself, here because the lender is replaced', async () => {
    const appointed = await open.as('330523-TF/AD').post('/api/v1/directory/changes', {
      reason: '任免',
      operations: [{ op: 'appoint', seat: A, person: 'p-O1-S1-H', from: open.inDays(0) }],
    });
    expect(appointed.body).toMatchObject({ made: true });
    expect((await desk.read(BORROWER, lent)).status).toBe(404);
    expect((await desk.send(BORROWER, lent, 'report', { text: '继续' })).status).toBe(404);
    expect((await desk.read(A, lent)).body).toMatchObject({ owner: { person: { id: 'p-O1-S1-H' } } });
  });
});

describe('one’s own request', () => {
  it('is not lent to its author: a return waits for its ruling, a claim for its review', async () => {
    const basis = { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };
    expect((await desk.send(A, kept, 'return', basis)).status).toBe(200);
    const loan = { id: 'd-2', seat: LEADER, task: kept, by: 'p-O1-L', person: 'p-O1-S1-H' };
    const refused = await lend(LEADER, loan);
    expect(refused.body).toMatchObject({ status: 409, conflicts: [{ code: 'ownRequest', operation: 0 }] });
    expect((await lend(LEADER, { ...loan, person: 'p-O1-S2-H' })).body).toMatchObject({ made: true });
  });
});
