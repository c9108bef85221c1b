import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const HANDOVERS = '/api/v1/handovers';
const ADMIN = '330523-TF/AD';

interface Handover {
  readonly id: string;
  readonly stage: string;
  readonly brief?: readonly unknown[];
}

let open: OpenDoor;

beforeAll(async () => {
  const base = county();
  const newcomer = { id: 'p-new', name: '林晓', qualifications: [] };
  open = await openDoor({
    keptDirectory: true,
    directory: {
      ...base,
      people: [...base.people, newcomer],
      // Nobody holds this one, so nobody can hand it over.
      tenures: base.tenures.filter(({ seat }) => seat !== '330523-T1-S2/H'),
    },
  });
});
afterAll(() => open.close());

const begin = (by: string, body: object) => open.as(by).post(HANDOVERS, body);
const step = (by: string, id: string, what: string, body: unknown = {}) =>
  open.as(by).post(`${HANDOVERS}/${id}/${what}`, body);

async function opened(by: string, body: object): Promise<Handover> {
  const answer = await begin(by, body);
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('a handover', () => {
  it('takes effect at the moment set, not before', async () => {
    const until = open.inDays(30);
    const { id } = await opened('330523-O1/L', {
      seat: '330523-O1/A',
      newcomer: 'p-O1-S2-H',
      effectiveAt: until,
    });
    await step('330523-O1/A', id, 'sign');
    await step('330523-O1-S2/H', id, 'sign', { items: 'all' });
    const confirmed = await step('330523-O1/L', id, 'confirm');
    expect(confirmed.body).toMatchObject({ handover: { confirmed: { effectiveAt: until } } });
    const { tenures } = open.deps.watch.latest();
    const of = tenures.filter(({ seat }) => seat === '330523-O1/A');
    expect(of.map(({ person, until: end }) => [person, end])).toEqual([
      ['p-O1-A', until],
      ['p-O1-S2-H', undefined],
    ]);
    const unit = await open.as(ADMIN).get('/api/v1/units/330523-O1');
    expect(unit.body).toMatchObject({ commissioner: { person: { id: 'p-O1-A' } } });
  });

  it('to somebody who has no seat yet is signed before the one who confirms, as witness', async () => {
    const { id } = await opened('330523-O2/A', { seat: '330523-O2/A', newcomer: 'p-new' });
    await step('330523-O2/A', id, 'sign');
    const byAnother = await step('330523-T1/L', id, 'sign', { items: 'all' });
    expect(byAnother.body).toMatchObject({ code: 'not-found' });
    const signed = await step('330523-O2/L', id, 'sign', { items: 'all' });
    expect(signed.body).toMatchObject({ stage: 'leader', witness: { id: 'p-O2-L' } });
    expect((await step('330523-O2/L', id, 'confirm')).status).toBe(200);
    const inbox = await open.as('330523-O2/A').get('/api/v1/inbox');
    expect(inbox.status).toBe(200);
    const history = await open.as(ADMIN).get('/api/v1/directory/history?limit=1');
    expect(history.body).toMatchObject({ items: [{ reason: `交接${id}`, by: { id: 'p-O2-L' } }] });
  });

  it('of a leader’s own seat is confirmed by the leader of the task force', async () => {
    const { id } = await opened('330523-T1/L', { seat: '330523-T1/L', newcomer: 'p-T1-S1-H' });
    await step('330523-T1/L', id, 'sign');
    await step('330523-T1-S1/H', id, 'sign', { items: 'all' });
    expect((await step('330523-T1/L', id, 'confirm')).body).toMatchObject({ code: 'not-permitted' });
    expect((await step('330523-TF/L', id, 'confirm')).status).toBe(200);
  });

  it('is withdrawn by a party, with a reason, and moves nothing', async () => {
    const { id } = await opened('330523-T1/A', { seat: '330523-T1/A', newcomer: 'p-T1-S1-H' });
    const { version } = open.deps.watch.latest();
    expect((await step('330523-T1/A', id, 'withdraw', {})).body).toMatchObject({ code: 'body-invalid' });
    const answer = await step('330523-T1-S1/H', id, 'withdraw', { reason: '暂不交接' });
    expect(answer.body).toMatchObject({ stage: 'withdrawn', withdrawn: { by: { id: 'p-T1-S1-H' } } });
    expect((await step('330523-T1/A', id, 'sign')).body).toMatchObject({ status: 409 });
    expect((await open.deps.watch.refresh()).version).toBe(version);
    await opened('330523-T1/A', { seat: '330523-T1/A', newcomer: 'p-T1-S1-H' });
  });

  it.each([
    ['of a seat that nobody holds', { seat: '330523-T1-S2/H', newcomer: 'p-T1-A' }, 409],
    ['of an unknown seat', { seat: '330523-X/A', newcomer: 'p-T1-A' }, 409],
    ['to an unknown person', { seat: '330523-T1/B', newcomer: 'p-nobody' }, 409],
    ['to its own deputy', { seat: '330523-T1/A', newcomer: 'p-T1-B' }, 409],
    ['in the past', { seat: '330523-T1/B', newcomer: 'p-new', effectiveAt: '2021-05-01' }, 409],
    ['without a newcomer', { seat: '330523-T1/B' }, 400],
    [
      'with a text that no column can hold',
      { seat: '330523-T1/B', newcomer: 'p-new', systems: [{ title: '\u0000' }] },
      400,
    ],
  ])('%s is refused and leaves nothing behind', async (_, body, status) => {
    const before = await open.count('handover');
    expect((await begin(ADMIN, body)).status).toBe(status);
    expect(await open.count('handover')).toBe(before);
  });

  it('is opened by leaver, leader or administrator, and by nobody else', async () => {
    const body = { seat: '330523-T1/B', newcomer: 'p-new' };
    for (const seat of ['330523-T1/A', '330523-O1/L', '330523-TF/A', 'machine:evaluation']) {
      expect((await begin(seat, body)).body).toMatchObject({ status: 403, code: 'not-permitted' });
    }
  });

  it('is listed for its parties, its leader and those who watch, open ones first', async () => {
    const listed = async (seat: string, query = '') =>
      ((await open.as(seat).get(`${HANDOVERS}${query}`)).body as { items: Handover[] }).items;
    expect((await listed('330523-TF/AU')).length).toBe(await open.count('handover'));
    const stages = (await listed('330523-T1/L')).map(({ stage }) => stage);
    expect(stages.toSorted()).toEqual(['confirmed', 'leaver', 'withdrawn']);
    expect(stages[0]).toBe('leaver');
    expect(await listed('330523-T1/L', '?open=true&seat=330523-T1/A')).toHaveLength(1);
    expect(await listed('330523-O1/B')).toEqual([]);
    expect(await listed('machine:evaluation')).toEqual([]);
  });

  it('shows an administrator who hands what to whom, and not the brief, which tells of tasks', async () => {
    const [line] = ((await open.as(ADMIN).get(`${HANDOVERS}?open=true`)).body as { items: Handover[] }).items;
    const read = async (seat: string) =>
      (await open.as(seat).get(`${HANDOVERS}/${line?.id}`)).body as Handover;
    expect(await read(ADMIN)).not.toHaveProperty('brief');
    expect(await read('330523-TF/AU')).toHaveProperty('brief');
    expect((await open.as(ADMIN).get(`${HANDOVERS}/0190f1c2-7a11-7000-8000-000000000001`)).status).toBe(404);
  });
});
