import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../stage/client.ts';
import { freshKey } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const LIMIT = 65_536;

let open: OpenDoor;
let before: string;

beforeAll(async () => {
  open = await openDoor({ settings: { bodyBytes: LIMIT } });
});
afterAll(() => open.close());
beforeEach(async () => {
  before = await open.tally();
});
afterEach(async () => {
  expect(await open.tally()).toBe(before);
});

const JSON_TYPE = 'application/json';

/** A submission as bytes under any headers, by a caller who could submit. */
async function submit(
  body: string | Buffer,
  headers: Record<string, string> = { 'Content-Type': JSON_TYPE },
) {
  const response = await fetch(`http://127.0.0.1:${open.port}/api/v1/tasks`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${open.keyOf(`seat:${TASK_FORCE}`)}`,
      'Idempotency-Key': freshKey(),
      ...headers,
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: JSON.parse(text) as never,
  };
  expectProblem(answer);
  return answer;
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const submission = (title: string) => `{"workflow":"errand","input":{"title":${title},"seat":"x"}}`;

describe('a body that is not as declared', () => {
  it.each([
    ['nothing', '', 'body-invalid'],
    ['not JSON', 'workflow=errand', 'body-invalid'],
    ['cut off', '{"workflow":"errand","input":{"title":', 'body-invalid'],
    ['followed by more', '{"input":{}} {}', 'body-invalid'],
    ['a list', '[]', 'body-invalid'],
    ['a text', '"errand"', 'body-invalid'],
    ['null', 'null', 'body-invalid'],
    ['NaN', '{"input":NaN}', 'body-invalid'],
    ['with a comment', '{"input":{}/**/}', 'body-invalid'],
    ['with single quotes', "{'input':{}}", 'body-invalid'],
    ['with a byte order mark', '\ufeff{"input":{}}', 'body-invalid'],
    ['UTF-16', Buffer.from('{"input":{}}', 'utf16le'), 'body-invalid'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'body-invalid'],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'body-invalid'],
    ['a raw NUL', `{"input":"a\u0000b"}`, 'body-invalid'],
    ['an escaped NUL', submission('"a\\u0000b"'), 'body-invalid'],
    ['an escaped NUL in a name', '{"input":{"a\\u0000":1}}', 'body-invalid'],
    ['half a surrogate pair', submission('"\\ud800"'), 'body-invalid'],
    ['a surrogate pair the wrong way round', submission('"\\udc00\\ud800"'), 'body-invalid'],
    ['33 levels deep', nested(33), 'body-invalid'],
    ['10 000 levels deep', nested(10_000), 'body-invalid'],
    ['deep but never closed', '['.repeat(60_000), 'body-invalid'],
    ['an unknown field', '{"input":{},"status":"done"}', 'body-invalid'],
    ['a forged version', '{"input":{},"version":7}', 'body-invalid'],
    ['__proto__', '{"__proto__":{"workflow":"errand"},"input":{}}', 'body-invalid'],
    ['constructor', '{"constructor":{"prototype":{"x":1}},"input":{}}', 'body-invalid'],
    ['a workflow that is a number', '{"workflow":1,"input":{}}', 'body-invalid'],
    ['no input', '{"workflow":"errand"}', 'body-invalid'],
    ['an empty workflow', '{"workflow":"","input":{}}', 'body-invalid'],
  ])('is refused: %s', async (_what, body, code) => {
    const answer = await submit(body);
    expect(answer.body).toMatchObject({ status: 400, code });
  });

  it.each([
    ['a number too large to be one', submission('1e400')],
    ['minus zero', submission('-0')],
    ['a field of the ledger', '{"workflow":"errand","input":{"title":"a","seat":"x","owner":"me"}}'],
    ['__proto__ in the input', '{"workflow":"errand","input":{"title":"a","seat":"x","__proto__":{"a":1}}}'],
    ['6 000 unknown fields', `{"workflow":"errand","input":{${manyFields(6_000)}}}`],
    ['another type', '{"workflow":"errand","input":[]}'],
  ])('is refused by the workflow’s own declaration: %s', async (_what, body) => {
    const client = open.as(TASK_FORCE);
    const kept = await open.count('idempotency');
    const answer = await client.post('/api/v1/tasks', body);
    expect(answer.body).toMatchObject({ status: 422, code: 'input-invalid' });
    expect((answer.body as { errors: unknown[] }).errors.length).toBeLessThanOrEqual(50);
    // The refusal is kept for repetitions; nothing else may have changed.
    expect(await open.count('idempotency')).toBe(kept + 1);
    await open.pool.query('DELETE FROM idempotency');
    before = await open.tally();
  });

  it('is refused by size: one byte over, and far over without reading it all', async () => {
    const fits = submission(JSON.stringify('a'.repeat(LIMIT - submission('""').length)));
    expect(Buffer.byteLength(fits)).toBe(LIMIT);
    expect((await submit(`${fits} `)).body).toMatchObject({ status: 413, code: 'body-too-large' });
    const answer = await open.raw(
      head({ 'Content-Length': String(100 * 1024 * 1024), 'Content-Type': JSON_TYPE }) + 'a'.repeat(1_000),
    );
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Connection: close');
  });

  it('is refused by size where no length was announced', async () => {
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const answer = await open.raw(
      head({ 'Transfer-Encoding': 'chunked', 'Content-Type': JSON_TYPE }) + chunk.repeat(40),
    );
    expect(answer.status).toBe(413);
  });

  it.each([
    ['no type', {}],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['text, as a page of another site could send', { 'Content-Type': 'text/plain' }],
    ['another charset', { 'Content-Type': 'application/json; charset=gb18030' }],
    ['something like JSON', { 'Content-Type': 'application/json5' }],
    ['compressed', { 'Content-Type': JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ])('is refused by its type: %s', async (_what, headers) => {
    const given = 'Content-Type' in headers ? headers : { 'Content-Type': '' };
    expect((await submit('{"input":{}}', given)).body).toMatchObject({
      status: 415,
      code: 'media-type-unsupported',
    });
  });
});

function manyFields(n: number): string {
  return Array.from({ length: n }, (_, i) => `"f${i}":1`).join();
}

function head(headers: Record<string, string>): string {
  const all = {
    Host: 'door',
    Authorization: `Bearer ${open.keyOf(`seat:${TASK_FORCE}`)}`,
    'Idempotency-Key': freshKey(),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /api/v1/tasks HTTP/1.1\r\n${lines.join('')}\r\n`;
}

describe('an answer', () => {
  it('is never many times its request: thousands of unknown keys, or one key as long as the body', async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`key-${n}`, n]));
    for (const input of [many, { ['k'.repeat(40_000)]: 1 }]) {
      const body = JSON.stringify({ input });
      const answer = await open.as('330523-TF/A').post('/api/v1/tasks', body);
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body).length).toBeLessThan(Math.max(30_000, body.length));
    }
    // The refusals are kept for repetitions.
    before = await open.tally();
  });
});
