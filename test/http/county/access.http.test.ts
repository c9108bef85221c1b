import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { disablePrincipal, revokeKey } from '../../../src/access/store/end-access.ts';
import { routes } from '../../../src/http/routes.ts';
import { begin, eventsOf, freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

const ID = '0190f1c2-7a11-7000-8000-000000000001';
const guarded = routes.filter(({ access }) => access !== 'public');

function ask(method: string, path: string, authorization: string | undefined) {
  return open.as(undefined).ask(method, path.replaceAll(/\{\w+\}/g, ID), {
    headers: {
      'Idempotency-Key': freshKey(),
      'If-Match': '"1"',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
  });
}

describe('every route that is not public', () => {
  it.each(guarded.map(({ method, path }) => [method, path] as const))(
    '%s %s turns away who has no valid key, whatever else they send',
    async (method, path) => {
      const key = open.keyOf('seat:330523-TF/A');
      const credentials = [
        undefined,
        'Bearer',
        'Bearer garbage',
        `Bearer od_${'A'.repeat(43)}`,
        `Bearer ${key.slice(0, -1)}`,
        `Bearer ${key}x`,
        `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
        `Bearer ${key}, Bearer ${key}`,
      ];
      for (const credential of credentials) {
        const answer = await ask(method, path, credential);
        expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="onedoor"');
      }
    },
  );
});

describe('a key that ends', () => {
  it('ends for the very next request', async () => {
    const client = open.as('330523-T1/A');
    const id = await open.errandAt('330523-T1/A');
    expect((await client.get(`/api/v1/tasks/${id}`)).status).toBe(200);
    const issued = open.issued.find(({ principal }) => principal === 'seat:330523-T1/A');
    await revokeKey(open.pool, issued?.id ?? '', open.inDays(0));
    await open.access.refresh();
    expect((await client.get(`/api/v1/tasks/${id}`)).status).toBe(401);
    expect((await client.post(eventsOf(id), begin(), { 'If-Match': '"2"' })).status).toBe(401);
    expect(await open.count('event WHERE task_id = $1', [id])).toBe(2);
  });

  it('ends with its principal', async () => {
    const client = open.as('330523-T1/B');
    expect((await client.get('/api/v1/workflows')).status).toBe(200);
    await disablePrincipal(open.pool, 'seat:330523-T1/B', open.inDays(0));
    await open.access.refresh();
    expect((await client.get('/api/v1/workflows')).status).toBe(401);
  });
});

describe('who may do what to a task', () => {
  // [seat, reads it, sends an accountable's event, submits]
  const cells: readonly (readonly [string | undefined, number, number, number])[] = [
    ['330523-O1/A', 200, 200, 403],
    ['330523-O1/B', 200, 403, 403],
    ['330523-O1/L', 200, 403, 403],
    ['330523-O1-S1/H', 404, 404, 403],
    ['330523-O1-S2/H', 404, 404, 403],
    ['330523-O2/A', 404, 404, 403],
    ['330523-O2/L', 404, 404, 403],
    ['330523-TF/A', 200, 403, 201],
    ['330523-TF/B', 200, 403, 201],
    ['330523-TF/D1', 200, 403, 403],
    ['330523-TF/AU', 200, 403, 403],
    ['330523-TF/AD', 404, 404, 403],
    ['machine:evaluation', 404, 404, 201],
    [undefined, 401, 401, 401],
  ];

  it.each(cells)('%s: reads %s, sends %s, submits %s', async (seat, reads, sends, submits) => {
    const client = open.as(seat);
    const id = await open.errandAt('330523-O1/A');
    expect((await client.get(`/api/v1/tasks/${id}`)).status).toBe(reads);
    const sent = await client.post(eventsOf(id), begin(), { 'If-Match': '"2"' });
    expect(sent.status).toBe(sends);
    const input = { workflow: 'errand', input: { title: 'a', seat: 'x' } };
    expect((await client.post('/api/v1/tasks', input)).status).toBe(submits);
    expect(await open.count('event WHERE task_id = $1', [id])).toBe(sends === 200 ? 3 : 2);
  });

  it('lets a section read the task its own assignment comes from, and leaves it to its owner', async () => {
    const id = await open.errandAt('330523-O1/A');
    const section = open.as('330523-O1-S2/H');
    expect((await section.get(`/api/v1/tasks/${id}`)).status).toBe(404);
    await open.errandAt('330523-O1-S2/H', id);
    expect((await section.get(`/api/v1/tasks/${id}`)).status).toBe(200);
    const sent = await section.post(eventsOf(id), begin(), { 'If-Match': '"2"' });
    expect(sent.body).toMatchObject({ status: 403, code: 'not-permitted' });
  });
});

describe('what is open to the public', () => {
  it('says nothing of tasks', () => {
    const paths = routes.flatMap(({ access, path }) => (access === 'public' ? [path] : []));
    expect([...new Set(paths)].toSorted()).toEqual([
      '/api/v1/sign-in',
      '/api/v1/sign-in/demo',
      '/api/v1/sign-in/invitation',
      '/docs',
      '/docs/{file}',
      '/livez',
      '/openapi.json',
      '/problems/{code}',
      '/readyz',
    ]);
  });
});
