import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineRoute } from '../../../src/http/define-route.ts';
import { eventually } from '../../support/eventually.ts';
import { openDoor } from '../stage/open-door.ts';

const outcome = z.strictObject({ outcome: z.enum(['finished', 'gone']) });

const held = new EventEmitter();
let waiting = 0;

const working = defineRoute({
  method: 'GET',
  path: '/test/working',
  title: { zh: '办理中', en: 'Working' },
  tag: 'test',
  access: 'public',
  responses: { 200: outcome },
  problems: [],
}).handledBy(async () => {
  waiting++;
  await once(held, 'open');
  return { status: 200, body: { outcome: 'finished' } };
});

const polling = defineRoute({
  method: 'GET',
  path: '/test/polling',
  title: { zh: '等待中', en: 'Waiting' },
  tag: 'test',
  access: 'public',
  waitSeconds: 30,
  responses: { 200: outcome },
  problems: [],
}).handledBy(async ({ signal }) => {
  waiting++;
  await new Promise<void>((resolve) => {
    signal().addEventListener('abort', () => {
      resolve();
    });
  });
  return { status: 200, body: { outcome: 'gone' } };
});

const stuck = defineRoute({
  method: 'GET',
  path: '/test/stuck',
  title: { zh: '卡住', en: 'Stuck' },
  tag: 'test',
  access: 'public',
  responses: { 200: outcome },
  problems: [],
}).handledBy(() => new Promise(() => undefined));

const routes = [working, polling, stuck];

describe('closing the door', () => {
  it('wakes who waits, lets what is in hand finish, and takes nothing new', async () => {
    const open = await openDoor({ routes });
    const client = open.as(undefined);
    const answers = [client.get('/test/working'), client.get('/test/polling')];
    await eventually(() => waiting === 2);
    const closed = open.door.close(10_000);
    expect(open.door.isClosing()).toBe(true);
    expect((await answers[1])?.body).toEqual({ outcome: 'gone' });
    expect((await answers[1])?.headers.get('connection')).toBe('close');
    await expect(client.get('/test/working')).rejects.toThrow();
    held.emit('open');
    expect((await answers[0])?.body).toEqual({ outcome: 'finished' });
    await closed;
    expect(open.door.server.listening).toBe(false);
    await open.close();
  });

  it('does not wait for idle connections, nor beyond its limit for stuck ones', async () => {
    const open = await openDoor({ routes });
    await open.raw('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = open.raw('GET /test/stuck HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(
      () =>
        new Promise<boolean>((resolve) => {
          open.door.server.getConnections((_error, n) => {
            resolve(n > 0);
          });
        }),
    );
    await open.door.close(50);
    expect((await answer).status).toBe(0);
    await open.close();
  });
});

describe('a handler that does not finish', () => {
  it('is answered for when the time of a request is up', async () => {
    const open = await openDoor({ routes, settings: { requestSeconds: 1 } });
    const answer = await open.as(undefined).get('/test/stuck');
    expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers.get('retry-after')).toBe('1');
    await open.close();
  });
});

describe('a client that leaves', () => {
  it('ends the wait of its request', async () => {
    const open = await openDoor({ routes });
    const before = waiting;
    const leaving = new AbortController();
    const asked = fetch(`http://127.0.0.1:${open.port}/test/polling`, { signal: leaving.signal });
    await eventually(() => waiting === before + 1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await open.close();
    expect(open.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
