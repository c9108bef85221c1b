import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenDoor, openDoor } from './open-door.ts';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({
    readiness: {
      database: () => undefined,
      queue: () => {
        if (queueIsDown) throw new Error('connect ECONNREFUSED 127.0.0.1:6379');
      },
    },
  });
});
afterAll(() => open.close());

let queueIsDown = false;

describe('the door', () => {
  it('answers that the process lives', async () => {
    const answer = await open.as(undefined).get('/livez');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('names the part that is not ready, but not what ails it', async () => {
    expect((await open.as(undefined).get('/readyz')).status).toBe(200);
    queueIsDown = true;
    const answer = await open.as(undefined).get('/readyz');
    queueIsDown = false;
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'failed', checks: { database: 'ok', queue: 'failed' } });
  });

  it.each([
    '/',
    '/api',
    '/livez/',
    '/LIVEZ',
    '/api/v1/nothing',
    '/.git/config',
    '/%zz',
    '/..%2f..%2fetc%2fpasswd',
  ])('says of %s that nothing has this address', async (path) => {
    const answer = await open.as(undefined).get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'not-found' });
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'refuses %s where only GET is known',
    async (method) => {
      const answer = await open.as(undefined).ask(method, '/livez');
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    },
  );

  it('titles problems in Chinese, and in English for those who ask', async () => {
    const client = open.as(undefined);
    expect((await client.get('/nothing')).body).toMatchObject({ title: '未找到' });
    const english = await client.get('/nothing', { 'Accept-Language': 'en-GB,en;q=0.9,zh;q=0.1' });
    expect(english.body).toMatchObject({ title: 'Not found' });
    expect(english.headers.get('content-language')).toBe('en');
  });

  it('keeps the trace id of the caller', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const answer = await open
      .as(undefined)
      .get('/nothing', { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    expect(answer.body).toMatchObject({ traceId, instance: '/nothing' });
  });
});
