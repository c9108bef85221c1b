import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awayForYears } from '../../access/callers.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

const errand = { workflow: 'errand', input: { title: '送文件', seat: 'x' } };

async function submitted(): Promise<string> {
  const answer = await open.as(TASK_FORCE).post('/api/v1/tasks', errand);
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
}

const ready = () => open.errandAt(COMMISSIONER);

describe('submitting', () => {
  it('answers 201 with where the task is, its ETag and what the caller may do next', async () => {
    const answer = await open.as(TASK_FORCE).post('/api/v1/tasks', errand);
    expect(answer.status).toBe(201);
    const { id } = answer.body as { id: string };
    expect(answer.headers.get('location')).toBe(`/api/v1/tasks/${id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      workflow: 'errand',
      revision: 1,
      state: { path: 'new' },
      actions: [],
    });
  });

  it('is for those whom the workflow names', async () => {
    const answer = await open.as(COMMISSIONER).post('/api/v1/tasks', errand);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ permitted: ['taskForce', 'submitter'] });
    expect((await open.as('machine:evaluation').post('/api/v1/tasks', errand)).status).toBe(201);
  });

  it('refuses an unknown workflow and an input that does not fit', async () => {
    const client = open.as(TASK_FORCE);
    const unknown = await client.post('/api/v1/tasks', { workflow: 'nothing', input: {} });
    expect(unknown.body).toMatchObject({ status: 422, code: 'workflow-unknown' });
    const unfit = await client.post('/api/v1/tasks', { workflow: 'errand', input: { title: 1, more: true } });
    expect(unfit.body).toMatchObject({ status: 422, code: 'input-invalid' });
    const { errors } = unfit.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/more', '/seat', '/title']);
  });
});

describe('reading', () => {
  it('shows the task with its person and what this caller may do, the rest with the reason', async () => {
    const id = await ready();
    const answer = await open.as(COMMISSIONER).get(`/api/v1/tasks/${id}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toMatch(/^"2-[0-9a-f]{12}"$/);
    expect(answer.body).toMatchObject({
      id,
      owner: { seat: COMMISSIONER, person: { id: 'p-O1-A' }, via: 'holder' },
      context: { title: '送文件' },
      children: [],
      actions: [
        { type: 'begin', allowed: true, schema: { type: 'object', required: ['note'] } },
        { type: 'split', allowed: false, reason: { zh: '当前环节“ready”不能拆分' } },
        { type: 'end', allowed: false },
      ],
    });
    const other = await open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`);
    expect(other.body).toMatchObject({
      actions: [{ type: 'begin', allowed: false, reason: { en: 'For: accountable' } }, {}, {}],
    });
  });

  it('answers 304 to who has it, until the task or what this caller sees of it has changed', async () => {
    const id = await ready();
    const client = open.as(COMMISSIONER);
    const read = (etag: string) => client.get(`/api/v1/tasks/${id}`, { 'If-None-Match': etag });
    const first = (await client.get(`/api/v1/tasks/${id}`)).headers.get('etag') ?? '';
    const answer = await read(`"1", ${first}`);
    expect([answer.status, answer.text]).toEqual([304, '']);
    expect((await open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`, { 'If-None-Match': first })).status).toBe(
      200,
    );
    open.setDirectory(county({ absences: [awayForYears(COMMISSIONER)] }));
    const changed = await read(first);
    open.setDirectory(county());
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ revision: 2, owner: { person: { id: 'p-O1-B' }, via: 'deputy' } });
    expect((await read(first)).status).toBe(304);
  });

  it('gives an ETag that If-Match takes', async () => {
    const id = await ready();
    const client = open.as(COMMISSIONER);
    const etag = (await client.get(`/api/v1/tasks/${id}`)).headers.get('etag') ?? '';
    const begin = { type: 'begin', data: { note: 'a' } };
    expect((await client.post(`/api/v1/tasks/${id}/events`, begin, { 'If-Match': etag })).status).toBe(200);
  });

  it('says the same of a task that is not there and of one that is not the caller’s', async () => {
    const id = await ready();
    const client = open.as('330523-O2/A');
    const theirs = await client.get(`/api/v1/tasks/${id}`);
    const absent = await client.get('/api/v1/tasks/0190f1c2-7a11-7000-8000-000000000001');
    expect([theirs.status, absent.status]).toEqual([404, 404]);
    const fields = ({ body }: typeof theirs) => Object.keys(body).toSorted();
    expect(fields(theirs)).toEqual(fields(absent));
  });

  it('lets a machine read what it handed in and nothing else', async () => {
    const machine = open.as('machine:evaluation');
    const own = await machine.post('/api/v1/tasks', errand);
    expect((await machine.get(own.headers.get('location') ?? '')).status).toBe(200);
    expect((await machine.get(`/api/v1/tasks/${await submitted()}`)).status).toBe(404);
  });
});

describe('an event', () => {
  it.each(['__proto__', 'constructor', 'toString'])('is unknown where it is called %s', async (type) => {
    const path = `/api/v1/tasks/${await ready()}/events`;
    const answer = await open.as(COMMISSIONER).post(path, { type, data: {} }, { 'If-Match': '"2"' });
    const other = await open
      .as(COMMISSIONER)
      .post(path, { type: 'nonsense', data: {} }, { 'If-Match': '"2"' });
    expect([answer.status, other.status]).toEqual([422, 422]);
  });

  it('is taken from the accountable seat and answers with the next revision', async () => {
    const id = await ready();
    const client = open.as(COMMISSIONER);
    const begin = { type: 'begin', data: { note: '开始办理' } };
    const answer = await client.post(`/api/v1/tasks/${id}/events`, begin, { 'If-Match': '"2"' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"3"');
    expect(answer.body).toMatchObject({
      revision: 3,
      state: { path: 'busy' },
      actions: ['begin', 'split', 'end'],
    });
    const { rows } = await open.pool.query('SELECT actor FROM event WHERE task_id = $1 AND revision = 3', [
      id,
    ]);
    expect(rows).toEqual([
      {
        actor: {
          principal: `seat:${COMMISSIONER}`,
          person: 'p-O1-A',
          name: `任${COMMISSIONER}`,
          seat: COMMISSIONER,
        },
      },
    ]);
  });

  it('needs the revision it was decided on', async () => {
    const id = await ready();
    const client = open.as(COMMISSIONER);
    const path = `/api/v1/tasks/${id}/events`;
    const begin = { type: 'begin', data: { note: 'a' } };
    expect((await client.post(path, begin)).body).toMatchObject({ status: 428, code: 'revision-missing' });
    const stale = await client.post(path, begin, { 'If-Match': '"1"' });
    expect(stale.body).toMatchObject({ status: 412, code: 'revision-stale', revision: 2, expected: 1 });
    for (const ifMatch of ['*', '2', '"1", "2"', '"abc"', '"0"', '"-1"']) {
      const answer = await client.post(path, begin, { 'If-Match': ifMatch });
      expect(answer.body).toMatchObject({ status: 400, code: 'header-invalid' });
    }
  });

  it('tells nobody the revision of a task they may not read', async () => {
    const id = await ready();
    const path = `/api/v1/tasks/${id}/events`;
    const begin = { type: 'begin', data: { note: 'a' } };
    const answer = await open.as('330523-O2/A').post(path, begin, { 'If-Match': '"1"' });
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
    expect(answer.text).not.toContain('revision');
  });

  it('is refused with the allowed ones where the state does not take it', async () => {
    const id = await ready();
    const path = `/api/v1/tasks/${id}/events`;
    const answer = await open.as(COMMISSIONER).post(path, { type: 'end', data: {} }, { 'If-Match': '"2"' });
    expect(answer.body).toMatchObject({ status: 409, code: 'event-not-accepted', accepted: ['begin'] });
    const engineOnly = { type: 'prepared', data: { owner: 'me' } };
    const forged = await open.as(COMMISSIONER).post(path, engineOnly, { 'If-Match': '"2"' });
    expect(forged.body).toMatchObject({ status: 403, code: 'not-permitted' });
  });
});
