import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { begin, errand, eventsOf, expectSame, freshKey, keyed } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

describe('K1: the same key and body, many times at once', () => {
  it('has one effect; the others are told to wait or get the same answer', async () => {
    const [key, client] = [freshKey(), open.as(TASK_FORCE)];
    const before = await open.count('task');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => client.post('/api/v1/tasks', errand, keyed(key))),
    );
    expect(await open.count('task')).toBe(before + 1);
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.text).toBe(made[0]?.text);
      else expect(answer.body).toMatchObject({ status: 409, code: 'key-in-progress' });
    }
    const replays = await Promise.all(
      Array.from({ length: 10 }, () => client.post('/api/v1/tasks', errand, keyed(key))),
    );
    for (const replay of replays) {
      expectSame(made[0], replay);
      expect(replay.headers.get('idempotency-replayed')).toBe('true');
    }
  });

  it('has one effect across processes too', async () => {
    const second = await openDoor({ onto: open });
    const [key, id] = [freshKey(), await open.errandAt(COMMISSIONER)];
    const headers = keyed(key, { 'If-Match': '"2"' });
    const [one, two] = [open.as(COMMISSIONER), second.as(COMMISSIONER)];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).post(eventsOf(id), begin(), headers)),
    );
    await second.close();
    expect(await open.count('event WHERE task_id = $1', [id])).toBe(3);
    const taken = answers.filter((answer) => answer.status === 200);
    expect(new Set(taken.map((answer) => answer.text)).size).toBe(1);
    expect(answers.every((answer) => [200, 409].includes(answer.status))).toBe(true);
  });
});

describe('K2: the same key', () => {
  it('with another body is refused, whether the first was taken or refused', async () => {
    const [key, client] = [freshKey(), open.as(TASK_FORCE)];
    await client.post('/api/v1/tasks', errand, keyed(key));
    const other = { ...errand, input: { ...errand.input, title: '送档案' } };
    const answer = await client.post('/api/v1/tasks', other, keyed(key));
    expect(answer.body).toMatchObject({ status: 422, code: 'key-reused' });
    expectSame(
      await client.post('/api/v1/tasks', errand, keyed(key)),
      await client.post('/api/v1/tasks', errand, keyed(key)),
    );
  });

  it('with another order of fields and other white space is the same request', async () => {
    const [key, client] = [freshKey(), open.as(TASK_FORCE)];
    const first = await client.post('/api/v1/tasks', errand, keyed(key));
    const again = '{ "input" : {"seat":"x",\n "title":"\\u9001文件"}, "workflow":"errand" }';
    expectSame(first, await client.post('/api/v1/tasks', again, keyed(key)));
  });

  it('for another task or revision is another request', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    const [one, two] = [await open.errandAt(COMMISSIONER), await open.errandAt(COMMISSIONER)];
    await client.post(eventsOf(one), begin(), keyed(key, { 'If-Match': '"2"' }));
    for (const [id, revision] of [
      [two, '"2"'],
      [one, '"3"'],
    ] as const) {
      const answer = await client.post(eventsOf(id), begin(), keyed(key, { 'If-Match': revision }));
      expect(answer.body).toMatchObject({ code: 'key-reused' });
    }
  });

  it('on another route is another key', async () => {
    const [key, client] = [freshKey(), open.as(TASK_FORCE)];
    await client.post('/api/v1/tasks', errand, keyed(key));
    const id = await open.errandAt(TASK_FORCE);
    const headers = keyed(key, { 'If-Match': '"2"' });
    expect((await client.post(eventsOf(id), begin(), headers)).status).toBe(200);
  });
});

describe('K4: a key', () => {
  it.each([
    ['missing', undefined, 'key-missing'],
    ['empty', '', 'key-missing'],
    ['an empty string', '""', 'header-invalid'],
    ['256 characters', 'k'.repeat(256), 'header-invalid'],
    ['256 characters quoted', `"${'k'.repeat(256)}"`, 'header-invalid'],
    ['control characters', 'a\tb', 'header-invalid'],
    ['characters beyond ASCII', 'caf\u00e9', 'header-invalid'],
    ['open quotes', '"abc', 'header-invalid'],
    ['white space', 'a b', 'header-invalid'],
    ['two in one header', 'a, b', 'header-invalid'],
    ['two quoted in one header', '"a", "a"', 'header-invalid'],
    ['parameters', '"a";p=1', 'header-invalid'],
  ])('is refused when it is %s', async (_what, key, code) => {
    const headers = key === undefined ? {} : keyed(key);
    const answer = await open.as(TASK_FORCE).ask('POST', '/api/v1/tasks', { body: errand, headers });
    expect(answer.body).toMatchObject({ status: 400, code });
  });

  it('is refused when its header comes twice', async () => {
    const { status } = await open.raw(
      `POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${open.keyOf(`seat:${TASK_FORCE}`)}\r\n` +
        'Content-Type: application/json\r\nIdempotency-Key: a\r\nIdempotency-Key: a\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(status).toBe(400);
  });

  it('is the same key quoted and bare, and 255 characters are enough', async () => {
    const client = open.as(TASK_FORCE);
    const key = freshKey().padEnd(255, '.');
    const first = await client.post('/api/v1/tasks', errand, keyed(key));
    expect(first.status).toBe(201);
    expectSame(first, await client.post('/api/v1/tasks', errand, keyed(`"${key}"`)));
  });
});
