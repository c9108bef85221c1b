import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

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

  it('answers HEAD as GET, without the content', async () => {
    const { status, text } = await open.raw('HEAD /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(status).toBe(200);
    expect(text).toMatch(/Content-Length: [1-9]/);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

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

describe('the documentation', () => {
  it('is the document of the very table that is served', async () => {
    const answer = await open.as(undefined).get('/openapi.json');
    expect(answer.status).toBe(200);
    expect(Object.keys((answer.body as { paths: object }).paths)).toContain('/api/v1/tasks/{id}/events');
  });

  it('is a page without a script or style of its own, and all it loads is served from here', async () => {
    const client = open.as(undefined);
    const answer = await client.get('/docs');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(answer.text).not.toMatch(/<script(?! src="\/docs\/)|<style|style=|\son\w+=|https?:\/\//);
    const loaded = [...answer.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded.length).toBe(4);
    for (const path of loaded) {
      const asset = await client.get(path);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each(['swagger-ui.js.map', 'package.json', '..%2fpackage.json', 'constructor'])(
    'does not serve %s',
    async (file) => {
      expect((await open.as(undefined).get(`/docs/${file}`)).status).toBe(404);
    },
  );

  it('explains every code a problem may have', async () => {
    const client = open.as(undefined);
    const answer = await client.get('/problems/revision-stale');
    expect(answer.body).toEqual({
      type: '/problems/revision-stale',
      code: 'revision-stale',
      status: 412,
      title: { zh: '任务已被他人更新', en: 'The task has changed since it was read' },
    });
    expect((await client.get('/problems/toString')).status).toBe(404);
  });
});

describe('metrics', () => {
  it('are for the administrator and keys that may read them', async () => {
    expect((await open.as(undefined).get('/metrics')).status).toBe(401);
    expect((await open.as('330523-TF/A').get('/metrics')).status).toBe(403);
    expect((await open.as('330523-TF/AD').get('/metrics')).status).toBe(200);
    expect((await open.as('machine:evaluation').get('/metrics')).status).toBe(200);
  });
});
