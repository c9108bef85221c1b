import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { disablePrincipal } from '../../../src/access/store/end-access.ts';
import { defineRoute } from '../../../src/http/define-route.ts';
import { routes } from '../../../src/http/routes.ts';
import { Problem } from '../../../src/platform/wording/problem.ts';
import { awayForYears } from '../../access/callers.ts';
import { county } from '../stage/county.ts';
import { begin, errand, eventsOf, expectSame, freshKey, keyed } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';
const OTHER = '330523-O2/A';

let runs = 0;
let fault: Error | undefined;

/** Changes nothing in the ledger, so that its answer is kept afterwards. */
const countRuns = defineRoute({
  method: 'POST',
  path: '/test/runs',
  title: { zh: '计次', en: 'Count' },
  tag: 'test',
  access: 'principal',
  idempotent: 'afterwards',
  body: z.strictObject({ n: z.number() }),
  responses: { 200: z.strictObject({ runs: z.int(), seed: z.string() }) },
  problems: [],
}).handledBy(({ seed }) => {
  runs++;
  if (fault !== undefined) throw fault;
  return { status: 200, body: { runs, seed } };
});

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ routes: [...routes, countRuns] });
});
afterAll(() => open.close());

describe('K5 and K6: whose answer it is', () => {
  it('is never shown under another caller’s same key', async () => {
    const key = freshKey();
    const mine = await open.as(TASK_FORCE).post('/api/v1/tasks', errand, keyed(key));
    const theirs = await open.as('machine:evaluation').post('/api/v1/tasks', errand, keyed(key));
    expect(theirs.status).toBe(201);
    expect((theirs.body as { id: string }).id).not.toBe((mine.body as { id: string }).id);
  });

  it('is shown to who may no longer act, but not to who may no longer read the task', async () => {
    const away = [COMMISSIONER, '330523-O1/B'].map(awayForYears);
    for (const [seat, absences, status] of [
      ['330523-O1/B', away.slice(0, 1), 200],
      ['330523-O1-S1/H', away, 404],
    ] as const) {
      const [key, client] = [freshKey(), open.as(seat)];
      const id = await open.errandAt(COMMISSIONER);
      const headers = keyed(key, { 'If-Match': '"2"' });
      open.setDirectory(county({ absences }));
      const first = await client.post(eventsOf(id), begin(), headers);
      expect(first.status).toBe(200);
      expectSame(first, await client.post(eventsOf(id), begin(), headers));
      open.setDirectory(county());
      const again = await client.post(eventsOf(id), begin(), headers);
      expect(again.status).toBe(status);
      if (status === 404) expect(again.text).not.toContain('busy');
      const { rows } = await open.pool.query('SELECT actor FROM event WHERE task_id = $1 AND revision = 3', [
        id,
      ]);
      expect(rows).toMatchObject([{ actor: { seat, onBehalfOf: `seat:${COMMISSIONER}` } }]);
    }
  });

  it('is not shown to a principal that was shut out', async () => {
    const [key, client] = [freshKey(), open.as(OTHER)];
    const id = await open.errandAt(OTHER);
    const headers = keyed(key, { 'If-Match': '"2"' });
    expect((await client.post(eventsOf(id), begin(), headers)).status).toBe(200);
    await disablePrincipal(open.pool, `seat:${OTHER}`, open.inDays(0));
    await open.access.refresh();
    expect((await client.post(eventsOf(id), begin(), headers)).status).toBe(401);
  });
});

describe('K7: a key past its time', () => {
  it('is as good as new', async () => {
    const [key, client] = [freshKey(), open.as(TASK_FORCE)];
    const first = await client.post('/api/v1/tasks', errand, keyed(key));
    await open.pool.query(`UPDATE idempotency SET created_at = created_at - interval '25 hours'`);
    const again = await client.post('/api/v1/tasks', errand, keyed(key));
    expect(again.status).toBe(201);
    expect((again.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
    expectSame(again, await client.post('/api/v1/tasks', errand, keyed(key)));
  });
});

describe('K8: a refusal', () => {
  it('that was decided on the task is repeated, even where the task would now take the event', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    const id = await open.errandAt(COMMISSIONER);
    const end = { type: 'end', data: {} };
    const headers = keyed(key, { 'If-Match': '"2"' });
    const first = await client.post(eventsOf(id), end, headers);
    expect(first.body).toMatchObject({ status: 409, code: 'event-not-accepted' });
    await client.post(eventsOf(id), begin(), { 'If-Match': '"2"' });
    const again = await client.post(eventsOf(id), end, headers);
    expectSame(first, again);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const stale = await client.post(eventsOf(id), end, keyed(freshKey(), { 'If-Match': '"2"' }));
    expect(stale.body).toMatchObject({ status: 412, revision: 3 });
  });

  it.each([
    ['412', begin(), '"1"', 412],
    ['422 of an unknown event', { type: 'nothing' }, '"2"', 422],
    ['422 of unfit data', { type: 'begin', data: {} }, '"2"', 422],
  ])('of %s is kept', async (_what, body, revision, status) => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    const id = await open.errandAt(COMMISSIONER);
    const headers = keyed(key, { 'If-Match': revision });
    const first = await client.post(eventsOf(id), body, headers);
    expect(first.status).toBe(status);
    expectSame(first, await client.post(eventsOf(id), body, headers));
    expect((await client.post(eventsOf(id), begin('other'), headers)).body).toMatchObject({
      code: 'key-reused',
    });
  });

  it('that says nothing of the task is not kept', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    const id = await open.errandAt(COMMISSIONER);
    const kept = await open.count('idempotency');
    const refused = [
      await client.post(eventsOf(id), { type: 1 }, keyed(key, { 'If-Match': '"2"' })),
      await client.post(eventsOf(id), begin(), keyed(key)),
      await client.post(
        eventsOf(id),
        { type: 'prepared', data: { owner: 'x' } },
        keyed(key, { 'If-Match': '"2"' }),
      ),
      await open.as(undefined).post(eventsOf(id), begin(), keyed(key, { 'If-Match': '"2"' })),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 428, 403, 401]);
    expect(await open.count('idempotency')).toBe(kept);
    expect((await client.post(eventsOf(id), begin(), keyed(key, { 'If-Match': '"2"' }))).status).toBe(200);
  });

  it('of ours is not kept: the request runs again', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    fault = new Error('disk on fire at /var/lib/postgresql');
    const failed = await client.post('/test/runs', { n: 1 }, keyed(key));
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('disk');
    fault = undefined;
    expect((await client.post('/test/runs', { n: 1 }, keyed(key))).status).toBe(200);
  });
});

describe('K9: two keys on one revision', () => {
  it('lets one win and leaves no gap', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const client = open.as(COMMISSIONER);
    const send = (note: string) =>
      client.post(eventsOf(id), begin(note), keyed(freshKey(), { 'If-Match': '"2"' }));
    const answers = await Promise.all(['a', 'b'].map(send));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412']);
    expect(await open.count('event WHERE task_id = $1', [id])).toBe(3);
  });
});

describe('an answer that no commit carries', () => {
  it('is kept afterwards and replayed, with the same seed for ids', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    const first = await client.post('/test/runs', { n: 2 }, keyed(key));
    const done = runs;
    expectSame(first, await client.post('/test/runs', { n: 2 }, keyed(key)));
    expect(runs).toBe(done);
    expect((first.body as { seed: string }).seed).toMatch(/^[0-9a-f]{64}$/);
    expect((await client.post('/test/runs', { n: 3 }, keyed(key))).body).toMatchObject({
      code: 'key-reused',
    });
  });

  it('is kept when it is a refusal decided on what was asked', async () => {
    const [key, client] = [freshKey(), open.as(COMMISSIONER)];
    fault = new Problem('directory-conflict', { zh: '与现有任期冲突。', en: 'In conflict with a tenure.' });
    const first = await client.post('/test/runs', { n: 4 }, keyed(key));
    fault = undefined;
    expectSame(first, await client.post('/test/runs', { n: 4 }, keyed(key)));
  });
});

describe('the happy path', () => {
  it('costs no statement beyond the commit', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const client = open.as(COMMISSIONER);
    await client.get('/api/v1/workflows');
    const statements: string[] = [];
    const { pool } = open;
    const query = pool.query.bind(pool);
    pool.query = ((given: { name?: string; text?: string } | string, ...more: unknown[]) => {
      statements.push(typeof given === 'string' ? given : (given.name ?? given.text ?? ''));
      return (query as (...args: unknown[]) => unknown)(given, ...more);
    }) as typeof pool.query;
    await client.post(eventsOf(id), begin(), keyed(freshKey(), { 'If-Match': '"2"' }));
    pool.query = query;
    expect(statements.filter((name) => name !== 'load-access-version')).toEqual(['commit-batch']);
  });
});
