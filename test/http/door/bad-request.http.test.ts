import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { begin, errand, eventsOf, freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';

let open: OpenDoor;
let before: string;

beforeAll(async () => {
  open = await openDoor({ settings: { requestSeconds: 2 } });
  await open.errandAt(COMMISSIONER);
});
afterAll(() => open.close());
beforeEach(async () => {
  before = await open.tally();
});
afterEach(async () => {
  expect(await open.tally()).toBe(before);
});

describe('an id', () => {
  const forged = [
    '1',
    'undefined',
    'null',
    '..',
    '%2e%2e%2fetc%2fpasswd',
    '%00',
    "' OR 1=1 --",
    '0190f1c2-7a11-7000-8000-00000000000',
    '0190F1C2-7A11-7000-8000-000000000001',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'a'.repeat(10_000),
    '𠮷'.repeat(20),
  ];

  it.each(forged.map((id) => [id.slice(0, 40), id]))(
    'that names nothing finds nothing: %s',
    async (_short, id) => {
      const client = open.as(TASK_FORCE);
      const path = `/api/v1/tasks/${id.includes('%') ? id : encodeURIComponent(id)}`;
      const read = await client.get(path);
      expect(read.body).toMatchObject({ status: 404, code: 'not-found' });
      if (id === '..') return;
      const sent = await client.post(`${path}/events`, begin(), { 'If-Match': '"1"' });
      expect(sent.body).toMatchObject({ status: 404, code: 'not-found' });
    },
  );

  it.each(['/api/v1/workflows/a%00', '/api/v1/units/a%00', '/problems/a%00'])(
    'of text is without U+0000: %s',
    async (path) => {
      expect((await open.as(TASK_FORCE).get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
    },
  );

  it('is no path of its own', async () => {
    expect((await open.as(TASK_FORCE).get('/api/v1/tasks/a/b/c')).status).toBe(404);
    expect((await open.as(TASK_FORCE).get('/api/v1//tasks')).status).toBe(404);
  });
});

describe('a query', () => {
  it.each(['?x=1', '?__proto__=1', '?workflow=errand&workflow=errand', '?%00', '?constructor[prototype]=1'])(
    'that no route declares is refused: %s',
    async (query) => {
      const answer = await open.as(TASK_FORCE).get(`/api/v1/workflows${query}`);
      expect(answer.body).toMatchObject({ status: 400, code: 'query-invalid' });
    },
  );
});

describe('a text in a query', () => {
  it.each(['q', 'unit', 'seat', 'state', 'category', 'cursor'])('is without U+0000: %s', async (name) => {
    const answer = await open.as(TASK_FORCE).get(`/api/v1/tasks?${name}=a%00b`);
    expect(answer.body).toMatchObject({ status: 400, code: 'query-invalid' });
  });
});

describe('a method', () => {
  it('is not overridden by a header or a parameter', async () => {
    const client = open.as(TASK_FORCE);
    const answer = await client.get('/api/v1/workflows', { 'X-HTTP-Method-Override': 'DELETE' });
    expect(answer.status).toBe(200);
    expect((await client.ask('DELETE', '/api/v1/tasks')).status).toBe(405);
    expect((await open.raw('TRACE /api/v1/tasks HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(405);
  });
});

describe('another site', () => {
  it('is told of no origin that may read', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://onedoor.gov.cn.evil.example']) {
      const answer = await open.as(TASK_FORCE).get('/api/v1/workflows', { Origin: origin });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      const asked = await open.as(undefined).ask('OPTIONS', '/api/v1/tasks', {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
      expect([...asked.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('bytes that are no request', () => {
  const start = 'POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\n';

  it.each([
    ['not HTTP', 'hello\r\n\r\n', 400],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
    ['two lengths', `${start}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    ['a length and chunks', `${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a length that is none', `${start}Content-Length: -1\r\n\r\n{}`, 400],
    ['a header folded into two lines', 'GET /livez HTTP/1.1\r\nHost: x\r\nA: b\r\n c: d\r\n\r\n', 400],
    ['a space before the colon', 'GET /livez HTTP/1.1\r\nHost : x\r\n\r\n', 400],
    ['20 kB of headers', `GET /livez HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a path of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ])('are refused: %s', async (_what, bytes, status) => {
    const answer = await open.raw(bytes);
    expect(answer.status).toBe(status);
  });

  it('say in a problem document what they lack', async () => {
    const { text } = await open.raw(`GET /livez HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(text).toContain('Content-Type: application/problem+json');
    expect(text).toContain('"code":"headers-too-large"');
  });

  it('are not waited for beyond the time of a request, while others are served', async () => {
    const slow = open.raw(`${start}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"input":`);
    const headers = open.raw('GET /livez HTTP/1.1\r\nHost: x\r\nA:');
    expect((await open.as(undefined).get('/livez')).status).toBe(200);
    // Unauthenticated: the first is refused by its headers alone, the second never had any.
    expect((await slow).status).toBe(401);
    expect((await headers).status).toBe(408);
  });

  it('of a body that never ends are cut off', async () => {
    const answer = await open.raw(
      `${start}Authorization: Bearer ${open.keyOf(`seat:${TASK_FORCE}`)}\r\nIdempotency-Key: ${freshKey()}\r\n` +
        'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"inp\r\n',
    );
    expect(answer.status).toBe(408);
    expect(open.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a text in a header', () => {
  it('does not reach the log or the answer as lines of its own', async () => {
    const answer = await open.as(undefined).get('/nothing%0d%0aSet-Cookie:%20a=b');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.body).toMatchObject({ status: 404 });
    const denied = await open.as(COMMISSIONER).post('/api/v1/tasks', errand);
    expect(denied.status).toBe(403);
    const line = open.log.findLast(({ text }) => text === 'A request was denied.');
    expect(line?.fields).toMatchObject({ code: 'not-permitted', method: 'POST', path: '/api/v1/tasks' });
    expect(JSON.stringify(open.log)).not.toMatch(/od_|Bearer od/);
  });
});

describe('an event', () => {
  it.each([
    ['no type', {}],
    ['a type that is no text', { type: ['begin'] }],
    ['an actor of its own', { ...begin(), actor: { principal: 'seat:330523-TF/A' } }],
    ['relations of its own', { ...begin(), by: ['accountable'] }],
    ['a long type', { type: 'b'.repeat(101) }],
  ])('is refused with %s', async (_what, body) => {
    const { rows } = await open.pool.query<{ id: string }>('SELECT id FROM task LIMIT 1');
    const answer = await open.as(COMMISSIONER).post(eventsOf(rows[0]?.id ?? ''), body, { 'If-Match': '"2"' });
    expect(answer.body).toMatchObject({ status: 400, code: 'body-invalid' });
  });
});
