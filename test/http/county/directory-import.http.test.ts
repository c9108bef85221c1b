import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import type { Directory } from '../../../src/directory/directory.ts';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const ADMIN = '330523-TF/AD';
const IMPORT = '/api/v1/directory/import';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true });
});
afterAll(() => open.close());

interface Imported {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Bytes as they are, which the JSON client cannot send. */
async function send(body: string | Uint8Array, type: string, query = '', seat = ADMIN): Promise<Imported> {
  const answer = await fetch(`http://127.0.0.1:${open.port}${IMPORT}${query}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${open.keyOf(`seat:${seat}`)}`,
      'Content-Type': type,
      'Idempotency-Key': freshKey(),
    },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const exported = async () => (await open.as(ADMIN).get('/api/v1/directory')).text;
const ledger = async () => (await open.as(ADMIN).get('/api/v1/directory/seats.csv')).text;
const version = async () => (await open.deps.watch.refresh()).version;

describe('an exported directory', () => {
  it('is the one in force, under its version', async () => {
    const answer = await open.as(ADMIN).get('/api/v1/directory');
    expect(answer.headers.get('etag')).toBe(`"${await version()}"`);
    expect((answer.body as Directory).seats).toHaveLength(open.deps.watch.latest().seats.length);
  });

  it('changes nothing when it is imported as it is', async () => {
    const before = await version();
    expect(await send(await exported(), 'application/json')).toMatchObject({
      status: 200,
      body: { made: false, version: before, operations: [] },
    });
    expect(await version()).toBe(before);
  });

  it('changes what was edited, after a dry run that says so', async () => {
    const edited = (await exported()).replace('"name": "县体育局"', '"name": "县文体局"');
    const before = await version();
    const dry = await send(edited, 'application/json', '?dryRun=true');
    expect(dry.body).toMatchObject({ made: false, operations: [{ op: 'changeUnit', name: '县文体局' }] });
    expect(await version()).toBe(before);
    const made = await send(edited, 'application/json', `?reason=${encodeURIComponent('机构改革')}`);
    expect(made.body).toMatchObject({ made: true, version: before + 1, reason: '机构改革' });
    const units = await open.as('330523-O1/A').get('/api/v1/units/330523-O2');
    expect(units.body).toMatchObject({ name: '县文体局', formerNames: ['县体育局'] });
  });

  it.each<[string, (text: string) => string]>([
    ['is no JSON', (text) => text.slice(0, -20)],
    ['has a field that does not fit', (text) => text.replace('"sectionHead"', '"boss"')],
    ['contradicts itself', (text) => text.replace('"seat": "330523-T1/A"', '"seat": "330523-T9/A"')],
  ])('that %s is refused, naming it, and changes nothing', async (_, spoil) => {
    const before = await open.tally();
    const answer = await send(spoil(await exported()), 'application/json');
    expect(answer).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
    expect(answer.body['detail']).toMatch(/JSON|kind|330523-T9/);
    expect(await open.tally()).toBe(before);
  });
});

describe('the ledger of seats', () => {
  it('appoints whom it names, adding who is new, also as Chinese spreadsheets save it', async () => {
    const text = (await ledger()).replace('p-T1-B,任330523-T1/B', 'p-900,林晓');
    const bytes = iconv.encode(text, 'gb18030');
    const dry = await send(bytes, 'text/csv', '?dryRun=true');
    expect(dry.body).toMatchObject({
      operations: [
        { op: 'addPerson', name: '林晓' },
        { op: 'appoint', seat: '330523-T1/B' },
      ],
      gains: [{ person: { id: 'p-900', name: '林晓' }, seats: [{ seat: '330523-T1/B' }] }],
      loses: [{ person: { id: 'p-T1-B' } }],
    });
    expect((await send(bytes, 'text/csv')).body).toMatchObject({ made: true });
    // The key of the seat speaks for whoever holds it.
    expect(await ledger()).toContain('p-900,林晓');
    const own = { op: 'addAbsence', person: 'p-900', from: '2099-01-05', until: '2099-01-06', reason: '假' };
    const answer = await open
      .as('330523-T1/B')
      .post('/api/v1/directory/changes', { reason: '请假', operations: [own] });
    expect(answer.body).toMatchObject({ made: true });
  });

  it('is refused as a whole, row by row, where a cell does not fit', async () => {
    const before = await open.tally();
    const text = (await ledger()).replace('330523-O1/A', '330523-O1/Q').replace('p-O1-B', '?');
    const answer = await send(text, 'text/csv');
    expect(answer).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
    expect(answer.body['errors']).toMatchObject([
      { pointer: expect.stringContaining('岗位编码') },
      { pointer: expect.stringContaining('人员编号') },
    ]);
    expect(await open.tally()).toBe(before);
  });

  it('that leaves the duty seat empty is a conflict', async () => {
    const text = (await ledger()).replace('p-TF-A,任330523-TF/A', ',');
    const answer = await send(text, 'text/csv');
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'directory-conflict', conflicts: [{ code: 'dutySeatEmpty' }] },
    });
  });
});

it('an import is for administrators', async () => {
  expect((await send('{}', 'application/json', '', '330523-O1/L')).status).toBe(403);
  expect((await send('x', 'text/plain')).status).toBe(415);
});

it('the history tells every change in pages, newest first', async () => {
  const admin = open.as(ADMIN);
  const first = await admin.get('/api/v1/directory/history?limit=1');
  const page = first.body as { items: { version: number }[]; nextCursor: string };
  expect(page.items[0]?.version).toBe(await version());
  expect(first.headers.get('link')).toContain('rel="next"');
  const rest = await admin.get(`/api/v1/directory/history?limit=200&cursor=${page.nextCursor}`);
  const versions = (rest.body as typeof page).items.map((entry) => entry.version);
  expect(versions).toEqual(Array.from({ length: (await version()) - 1 }, (_, n) => versions.length - n));
  expect((await admin.get('/api/v1/directory/history?cursor=abc')).status).toBe(400);
});

it.each([
  ['a document', () => exportedWith('县体育局'), 'application/json'],
  ['a ledger', async () => (await ledger()).replace('任330523-T1/A', '名\u0000字'), 'text/csv'],
])('%s with a text that no column can hold is refused', async (_, make, type) => {
  const before = await open.tally();
  const answer = await send(await make(), type);
  expect(answer).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
  expect(await open.tally()).toBe(before);
});

async function exportedWith(name: string): Promise<string> {
  return (await exported()).replace(`"${name}"`, `"${name}\\u0000"`);
}
