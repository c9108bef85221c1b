import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoOf } from '../../../src/platform/clock.ts';
import { caller } from '../stage/client.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const KEYS = '/api/v1/keys';
const ADMIN = '330523-TF/AD';

let open: OpenDoor;

beforeAll(async () => {
  const base = county();
  const newcomer = { id: 'p-new', name: '林晓', qualifications: [] };
  open = await openDoor({
    keptDirectory: true,
    directory: county({ people: [...base.people, newcomer] }),
    at: '2026-11-23T01:00:00.000Z',
  });
});
afterAll(() => open.close());

const inbox = (key: string) => caller(open.port, open.contract, key).get('/api/v1/inbox');

interface Given {
  readonly id: string;
  readonly key: string | null;
}

describe('a key that an administrator issues', () => {
  it('lets a new person into a new seat, and is shown once', async () => {
    const now = isoOf(open.moved?.now() ?? 0);
    const change = await open.as(ADMIN).post('/api/v1/directory/changes', {
      reason: '新岗位',
      operations: [
        { op: 'addSeat', unit: '330523-TF', role: 'D2', kind: 'supervisor', title: '督查二' },
        { op: 'appoint', seat: '330523-TF/D2', person: 'p-new', from: now },
      ],
    });
    expect(change.body).toMatchObject({
      made: true,
      keys: [{ seat: '330523-TF/D2', how: { zh: expect.stringContaining('onedoor key issue') } }],
    });
    const headers = { 'Idempotency-Key': 'let-in-1' };
    const body = { seat: '330523-TF/D2' };
    const issued = await open.as(ADMIN).post(KEYS, body, headers);
    expect(issued.status).toBe(201);
    expect(issued.body).toMatchObject({ person: { id: 'p-new', name: '林晓' }, good: true });
    const { key, id } = issued.body as Given;
    expect((await inbox(key ?? '')).status).toBe(200);

    const again = await open.as(ADMIN).post(KEYS, body, headers);
    expect(again.body).toMatchObject({ id, key: null });
    const { rows } = await open.pool.query<{ text: string }>(
      'SELECT body AS text FROM idempotency UNION ALL SELECT row_to_json(api_key)::text FROM api_key',
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(key);

    const listed = await open.as(ADMIN).get(`${KEYS}?seat=330523-TF/D2`);
    expect(listed.body).toMatchObject({ items: [{ id, good: true, issuedBy: '任330523-TF/AD' }] });
    expect(listed.text).not.toContain(key);

    // A newer one for the same purpose ends the earlier.
    const newer = ((await open.as(ADMIN).post(KEYS, body)).body as Given).key ?? '';
    expect((await inbox(key ?? '')).status).toBe(401);
    expect((await inbox(newer)).status).toBe(200);
  });

  it('is given to nobody but the person in the seat', async () => {
    const post = async (body: object) => (await open.as(ADMIN).post(KEYS, body)).body;
    const before = await open.count('api_key');
    expect(await post({ seat: '330523-O1/A', person: 'p-new' })).toMatchObject({
      status: 409,
      conflict: 'notTheHolder',
    });
    expect(await post({ seat: '330523-O9/A' })).toMatchObject({ status: 409, conflict: 'seatUnknown' });
    expect(await post({ seat: '330523-O1/A', label: 'evaluation' })).toMatchObject({ status: 409 });
    expect(await post({ seat: '330523-O1/A', machine: 'x' })).toMatchObject({ status: 400 });
    expect(await post({})).toMatchObject({ status: 400 });
    expect(await open.count('api_key')).toBe(before);
  });

  it('is issued by administrators alone, and revoked by them or by its person', async () => {
    for (const seat of ['330523-TF/A', '330523-O1/L', 'machine:evaluation']) {
      expect((await open.as(seat).post(KEYS, { seat: '330523-O1/A' })).status).toBe(403);
    }
    const issued = await open.as(ADMIN).post(KEYS, { seat: '330523-O1/A', label: '手机' });
    const { id, key } = issued.body as Given;
    expect((await open.as('330523-O1/L').post(`${KEYS}/${id}/revoke`, undefined)).status).toBe(404);
    const revoked = await open.as('330523-O1/A').post(`${KEYS}/${id}/revoke`, undefined);
    expect(revoked.body).toMatchObject({ id, good: false, revokedAt: expect.any(String) });
    expect((await inbox(key ?? '')).status).toBe(401);
    expect((await open.as('330523-O1/A').get('/api/v1/inbox')).status).toBe(200);
  });
});

describe('an appointment to a second seat', () => {
  it('says where one person would ask and decide', async () => {
    const appoint = { op: 'appoint', seat: '330523-O2/L', person: 'p-O2-A', from: '2026-12-01' };
    const plan = await open
      .as(ADMIN)
      .post('/api/v1/directory/changes?dryRun=true', { reason: '兼任', operations: [appoint] });
    expect(plan.body).toMatchObject({
      problems: [],
      warnings: [{ zh: expect.stringContaining('兼任县体育局数字专员（A角）与县体育局分管领导') }],
    });
    const apart = { ...appoint, person: 'p-O2-S2-H' };
    const other = await open
      .as(ADMIN)
      .post('/api/v1/directory/changes?dryRun=true', { reason: '任命', operations: [apart] });
    expect(other.body).toMatchObject({ warnings: [] });
  });
});
