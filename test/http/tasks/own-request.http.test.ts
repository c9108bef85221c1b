import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { awayFrom } from '../../access/callers.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const AT = '2026-11-23T01:00:00.000Z';
const TASK_FORCE = '330523-TF/A';

let open: OpenDoor;
let desk: ReformDesk;

/** Appointments in which one person sits on both sides of a decision. */
function crossed() {
  const base = county();
  const given: Readonly<Record<string, string>> = {
    // Commissioner and leader of one unit.
    '330523-O1/L': 'p-O1-A',
    // Commissioner of another unit, and officer of the task force.
    '330523-TF/B': 'p-O2-A',
  };
  return county({
    tenures: base.tenures.map((one) => ({ ...one, person: given[one.seat] ?? one.person })),
    // The head of the host section stands in for commissioner and leader alike.
    absences: ['330523-T1/A', '330523-T1/B', '330523-T1/L'].map(awayFrom),
    delegations: [
      {
        id: 'd-1',
        seat: '330523-O2/L',
        person: 'p-O2-A',
        by: 'p-O2-L',
        from: '2026-11-20T00:00:00.000Z',
        until: '2026-11-30T00:00:00.000Z',
        reason: '出差',
      },
    ],
  });
}

beforeAll(async () => {
  const workflows = [reformTask, sectionAssignment];
  open = await openDoor({ workflows, directory: crossed(), at: AT });
  desk = reformDesk(open);
});
afterAll(() => open.close());

const ASKED: Readonly<Record<string, readonly [event: string, data: object]>> = {
  extension: ['requestExtension', { reason: '接口未开放', progress: '八成', until: '2027-01-20' }],
  parking: [
    'requestParking',
    {
      kind: 'upwardWait',
      reason: '待批复',
      conditions: [{ id: '1', text: '批复下达' }],
      reviewOn: '2026-12-21',
    },
  ],
  return: ['return', { reasonCode: 'notOurDuty', dutyBasis: '三定方案' }],
};
const EVIDENCE = { evidence: [{ criterion: '1', text: '见附件' }] };
const NO = { reason: '理由不足' };

interface Shown {
  readonly state: { readonly path: string };
  readonly attention: { readonly seat: string } | null;
}

interface Lines {
  readonly items: readonly { readonly type: string; readonly told?: { readonly zh: string } }[];
}

/** A task that a unit has received. */
async function received(leadUnit: string, seat: string): Promise<string> {
  const id = await desk.submit({ title: `${leadUnit}课后服务`, leadUnit, limit: { workingDays: 20 } });
  expect((await desk.send(seat, id, 'receive')).status).toBe(200);
  return id;
}

async function refusedAsOwn(seat: string, id: string, type: string, data: object = {}): Promise<void> {
  const before = await open.tally();
  const answer = await desk.send(seat, id, type, data);
  expect(answer.body).toMatchObject({ status: 409, code: 'guard-failed', event: type });
  const shown = (await desk.read(seat, id)).body as { actions: { type: string; allowed: boolean }[] };
  expect(shown.actions.find((action) => action.type === type)).toMatchObject({ allowed: false });
  expect(await open.count('event WHERE task_id = $1 AND type = $2', [id, type])).toBe(0);
  expect((await open.tally()).split(' ')[0]).toBe(before.split(' ')[0]);
}

describe('nobody decides their own request', () => {
  it.each([
    ['extension', 'open.working.extending.atTaskForce', 'grant'],
    ['parking', 'open.working.parking.atTaskForce', 'grant'],
    ['return', 'open.returned', 'uphold'],
  ])('%s of who leads the unit as well goes to the task force at once', async (kind, state, decision) => {
    const [event, data] = ASKED[kind] ?? ['', {}];
    const id = await received('县教育局', '330523-O1/A');
    expect((await desk.send('330523-O1/A', id, event, data)).status).toBe(200);
    const read = async (seat: string) => (await desk.read(seat, id)).body as Shown;
    expect(await read('330523-O1/A')).toMatchObject({
      state: { path: state },
      attention: { seat: TASK_FORCE },
    });
    // No seat of the person decides it, and the timeline says why the leader was passed over.
    for (const seat of ['330523-O1/L', '330523-O1/A']) {
      expect((await desk.send(seat, id, 'endorse')).status).toBe(409);
      expect((await desk.send(seat, id, 'grant')).status).toBe(403);
    }
    const { items } = (await open.as('330523-O1/A').get(`/api/v1/tasks/${id}/timeline`)).body as Lines;
    expect(items.find(({ type }) => type === 'requestAssessed')?.told?.zh).toBe(
      '应签批的人即为申请人，不由本人签批，直接报专班决定',
    );
    expect((await desk.send(TASK_FORCE, id, decision)).status).toBe(200);
    expect((await open.deps.prove()).counterExamples).toEqual([]);
  });

  it('also where whoever stands in for both asks, and the leader has a say where it is lent to who asks', async () => {
    const head = '330523-T1-S1/H';
    const stood = await received('梅溪镇', head);
    await desk.send(head, stood, ...(ASKED['extension'] ?? ['', {}]));
    expect((await desk.read(TASK_FORCE, stood)).body).toMatchObject({
      state: { path: 'open.working.extending.atTaskForce' },
    });
    const lent = await received('县体育局', '330523-O2/A');
    await desk.send('330523-O2/A', lent, ...(ASKED['extension'] ?? ['', {}]));
    expect((await desk.read(TASK_FORCE, lent)).body).toMatchObject({
      state: { path: 'open.working.extending.atLeader' },
    });
  });

  it.each(Object.keys(ASKED))('%s: as leader, which they became after they asked for it', async (kind) => {
    const [event, data] = ASKED[kind] ?? ['', {}];
    const id = await received('县教育局', '330523-O1/A');
    open.setDirectory(county());
    expect((await desk.send('330523-O1/A', id, event, data)).status).toBe(200);
    open.setDirectory(crossed());
    const refused = (await desk.send('330523-O1/L', id, 'endorse')).body as { detail: string };
    expect(refused.detail).toContain('由申请人撤回后重新申请，由专班直接决定');
    await refusedAsOwn('330523-O1/L', id, 'endorse');
    await refusedAsOwn('330523-O1/L', id, 'decline', NO);
    // With the key of the other seat it is the same person.
    await refusedAsOwn('330523-O1/A', id, 'endorse');
    expect((await desk.send('330523-O1/A', id, 'withdrawRequest')).status).toBe(200);
  });

  it.each(Object.keys(ASKED))('%s: in a seat that is lent to them', async (kind) => {
    const [event, data] = ASKED[kind] ?? ['', {}];
    const id = await received('县体育局', '330523-O2/A');
    expect((await desk.send('330523-O2/A', id, event, data)).status).toBe(200);
    expect((await desk.send('330523-O2/A', id, 'endorse')).body).toMatchObject({ status: 403 });
    expect((await desk.send('330523-O2/L', id, 'endorse')).status).toBe(200);
  });

  it.each(['extension', 'parking'])('%s: as officer of the task force', async (kind) => {
    const [event, data] = ASKED[kind] ?? ['', {}];
    const id = await received('县体育局', '330523-O2/A');
    await desk.send('330523-O2/A', id, event, data);
    expect((await desk.send('330523-O2/L', id, 'endorse')).status).toBe(200);
    for (const seat of ['330523-TF/B', '330523-O2/A']) {
      await refusedAsOwn(seat, id, 'grant');
      await refusedAsOwn(seat, id, 'deny', NO);
    }
    expect((await desk.send(TASK_FORCE, id, 'grant')).status).toBe(200);
  });

  it('but a parking that was granted waits for nobody: who asked for it in a lent seat may resume the work', async () => {
    const id = await received('县体育局', '330523-O2/A');
    const [away] = crossed().delegations ?? [];
    if (away === undefined) throw new Error('The county lends no seat.');
    const lent = { ...away, id: 'd-2', seat: '330523-O2/A', person: 'p-O2-S1-H', by: 'p-O2-A' };
    open.setDirectory({ ...crossed(), delegations: [lent] });
    const borrower = '330523-O2-S1/H';
    expect((await desk.send(borrower, id, ...(ASKED['parking'] ?? ['', {}]))).status).toBe(200);
    expect((await desk.send('330523-O2/L', id, 'endorse')).status).toBe(200);
    expect((await desk.send(TASK_FORCE, id, 'grant')).status).toBe(200);
    expect((await desk.send(borrower, id, 'resume', { condition: '1' })).status).toBe(200);
    open.setDirectory(crossed());
  });

  it('ruling on what they returned', async () => {
    const id = await received('县体育局', '330523-O2/A');
    await desk.send('330523-O2/A', id, ...(ASKED['return'] ?? ['', {}]));
    await desk.send('330523-O2/L', id, 'endorse');
    await refusedAsOwn('330523-TF/B', id, 'uphold');
    await refusedAsOwn('330523-TF/B', id, 'assign', { unit: '330523-O1' });
    expect((await desk.send(TASK_FORCE, id, 'uphold')).status).toBe(200);
  });

  it('reviewing what they claimed', async () => {
    const id = await received('县体育局', '330523-O2/A');
    expect((await desk.send('330523-O2/A', id, 'claimDone', EVIDENCE)).status).toBe(200);
    await refusedAsOwn('330523-TF/B', id, 'pass');
    await refusedAsOwn('330523-TF/B', id, 'sendBack', { items: [{ reason: '未达标' }] });
    expect((await desk.send(TASK_FORCE, id, 'pass')).status).toBe(200);
  });

  it('standing in for the one who asks and for the one who decides', async () => {
    const head = '330523-T1-S1/H';
    const id = await received('梅溪镇', head);
    open.setDirectory({ ...crossed(), absences: ['330523-T1/A', '330523-T1/B'].map(awayFrom) });
    await desk.send(head, id, ...(ASKED['extension'] ?? ['', {}]));
    open.setDirectory(crossed());
    await refusedAsOwn(head, id, 'endorse');
    const { rows } = await open.pool.query<{ actor: object }>(
      "SELECT actor FROM event WHERE task_id = $1 AND type = 'requestExtension'",
      [id],
    );
    expect(rows[0]?.actor).toMatchObject({
      person: 'p-T1-S1-H',
      onBehalfOf: 'seat:330523-T1/A',
      forPerson: 'p-T1-A',
    });
  });

  it('says for whom they act, who stand in for a leader', async () => {
    const id = await received('县体育局', '330523-O2/A');
    // Asked by the deputy's colleague: the borrower of the leader's seat may decide it.
    open.setDirectory({ ...crossed(), absences: [awayFrom('330523-O2/L')], delegations: [] });
    await desk.send('330523-O2/A', id, ...(ASKED['extension'] ?? ['', {}]));
    expect((await desk.send('330523-O2-S1/H', id, 'endorse')).status).toBe(200);
    const { rows } = await open.pool.query<{ actor: object }>(
      "SELECT actor FROM event WHERE task_id = $1 AND type = 'endorse'",
      [id],
    );
    expect(rows[0]?.actor).toMatchObject({ person: 'p-O2-S1-H', onBehalfOf: 'seat:330523-O2/L' });
    open.setDirectory(crossed());
  });

  it('of before people were kept, by the seats that they hold', async () => {
    const id = await received('县体育局', '330523-O2/A');
    await open.pool.query(
      `UPDATE task SET state = 'open.claimed', value = '{"open":"claimed"}', context = jsonb_set(context::jsonb, '{claim}', $2)::json
      WHERE id = $1`,
      [
        id,
        JSON.stringify({
          by: 'seat:330523-O2/A',
          onBehalfOf: null,
          people: [],
          at: AT,
          evidence: [{ criterion: '1', text: '见附件', attachments: [] }],
        }),
      ],
    );
    const second = await openDoor({ onto: open, workflows: [reformTask], directory: crossed() });
    const revision = (await second.engine.read(id))?.revision;
    const pass = (seat: string) =>
      second
        .as(seat)
        .post(`/api/v1/tasks/${id}/events`, { type: 'pass', data: {} }, { 'If-Match': `"${revision}"` });
    expect((await pass('330523-TF/B')).body).toMatchObject({ status: 403, code: 'not-permitted' });
    await second.close();
  });
});
