import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEngine } from '../../../src/engine/engine.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { eventually } from '../../support/eventually.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';
const OTHER = '330523-O2/A';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

const wait = (etag: string, seconds = 30) => ({ 'If-None-Match': etag, Prefer: `wait=${seconds}` });
const idle = () => eventually(() => open.deps.waiters.size === 1);

describe('waiting for the next revision of a task', () => {
  it('answers as soon as there is one', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const client = open.as(COMMISSIONER);
    const news = open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`, wait('"2"'));
    await idle();
    const begun = { type: 'begin', data: { note: 'a' } };
    await client.post(`/api/v1/tasks/${id}/events`, begun, { 'If-Match': '"2"' });
    const answer = await news;
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ revision: 3 });
    expect(answer.headers.get('preference-applied')).toBe('wait=30');
  });

  it('answers at once where the client holds an older revision, and 304 when the time is up', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const client = open.as(COMMISSIONER);
    expect((await client.get(`/api/v1/tasks/${id}`, wait('"1"'))).body).toMatchObject({ revision: 2 });
    expect((await client.get(`/api/v1/tasks/${id}`, wait('"2"', 1))).status).toBe(304);
  });

  it('looks for itself where another process went further and the news of it was lost', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const { pool, engine, clock } = open.deps;
    expect(engine.kept(id)).toMatchObject({ revision: 2 });
    const settings = { ...ENGINE_SETTINGS, batchSize: 10, committers: 1, cacheCapacity: 10 };
    const elsewhere = createEngine(pool, engine.registry, clock, settings);
    const event = { type: 'begin', data: { note: 'a' } };
    const actor = { principal: 'seat:x', name: '别处' };
    await elsewhere.send({ taskId: id, event, actor, relations: () => ['accountable'] });
    expect(engine.kept(id)).toMatchObject({ revision: 2 });
    const answer = await open.as(COMMISSIONER).get(`/api/v1/tasks/${id}`, wait('"2"'));
    expect(answer).toMatchObject({ status: 200, body: { revision: 3 } });
  });

  it('is no way to learn of a task that is not the caller’s', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const answer = await open.as(OTHER).get(`/api/v1/tasks/${id}`, wait('"2"'));
    expect(answer.status).toBe(404);
    expect(open.deps.waiters.size).toBe(0);
  });
});
