import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, LEADER, TASK_FORCE } from '../stage/supervised-county.ts';

/* Several tasks in one request: each by the caller's own rights, with a result of its own, and done once under a key. */

const county = countyOfSuite();

const OTHER = '330523-O2/A';

interface Result {
  readonly id: string;
  readonly status: number;
  readonly task?: { readonly revision: number };
  readonly problem?: { readonly code: string; readonly detail: string };
}

async function send(seat: string, body: object, key: string = randomUUID()) {
  const answer = await county.open.as(seat).post('/api/v1/tasks/events', body, { 'Idempotency-Key': key });
  await county.desk.settle();
  return {
    status: answer.status,
    ...(answer.body as { done: number; results: readonly Result[]; code?: string; detail?: string }),
  };
}

const submitted = (count: number, input?: object) =>
  Promise.all(Array.from({ length: count }, (_, n) => county.submitted(`批量${n}`, input)));
const revisions = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await county.open.engine.read(id))?.revision));

describe('several tasks in one request', () => {
  it('are received together, and a repetition changes nothing', async () => {
    const ids = await submitted(12);
    const key = randomUUID();
    const body = { type: 'receive', tasks: ids.map((id) => ({ id })) };
    const first = await send(COMMISSIONER, body, key);
    expect([first.status, first.done, first.results.map(({ id }) => id)]).toEqual([200, 12, ids]);
    const seen = await revisions(ids);
    expect(await send(COMMISSIONER, body, key)).toEqual(first);
    expect(await revisions(ids)).toEqual(seen);
  });

  it('are each decided by themselves: what is not the caller’s, has moved or is not there fails alone', async () => {
    const [own, moved, foreign] = [
      ...(await submitted(2)),
      ...(await submitted(1, { leadUnit: '县体育局' })),
    ] as [string, string, string];
    await county.send(COMMISSIONER, moved, 'receive');
    const absent = '0190f1c2-7a11-7000-8000-000000000001';
    const tasks = [own, moved, foreign, absent].map((id) => ({ id }));
    const { done, results } = await send(COMMISSIONER, { type: 'receive', tasks });
    expect(done).toBe(1);
    expect(results.map(({ status, problem }) => [status, problem?.code])).toEqual([
      [200, undefined],
      [409, 'event-not-accepted'],
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
    expect(results[1]?.problem?.detail).toContain('签收');
    expect((await send(OTHER, { type: 'receive', tasks: [{ id: foreign }] })).done).toBe(1);
  });

  it('go on where a request broke off: what was done under the key is not done again', async () => {
    const [first, second] = (await submitted(2)) as [string, string];
    const key = randomUUID();
    await send(COMMISSIONER, { type: 'receive', tasks: [{ id: first }] }, key);
    await county.open.pool.query('DELETE FROM idempotency WHERE body LIKE $1', ['%"results"%']);
    const { results } = await send(
      COMMISSIONER,
      { type: 'receive', tasks: [{ id: first }, { id: second }] },
      key,
    );
    expect(results.map(({ status }) => status)).toEqual([200, 200]);
    expect(results[0]?.task?.revision).toBeLessThanOrEqual((await revisions([first]))[0] ?? 0);
  });

  it('are notices, acknowledged at once: those that want an answer say so', async () => {
    const id = await county.submitted('批量督办单');
    await county.desk.until(shanghai('2026-12-22 09:00'));
    const notices = [...(await county.noticesAt(LEADER, id)), ...(await county.noticesAt(COMMISSIONER, id))];
    const own = (await county.noticesAt(COMMISSIONER, id)).map((notice) => notice.id);
    expect(own.length).toBeGreaterThan(1);
    const tasks = notices.map((notice) => ({ id: notice.id }));
    const { results } = await send(COMMISSIONER, { type: 'acknowledge', tasks });
    const byId = new Map(results.map((result) => [result.id, result]));
    const outcomes = own.map((notice) => byId.get(notice)?.problem?.code ?? 'done');
    expect(outcomes).toContain('done');
    expect(outcomes.filter((outcome) => outcome !== 'done')).toEqual(
      outcomes.filter((outcome) => outcome === 'guard-failed'),
    );
    for (const { id: at } of await county.noticesAt(LEADER, id)) expect(byId.get(at)?.status).toBe(403);
    const left = own.filter((notice) => byId.get(notice)?.status !== 200);
    const answer = { reason: '等待三方协调', expectedCompletion: '2027-01-15' };
    const again = { type: 'acknowledge', data: { answer }, tasks: left.map((notice) => ({ id: notice })) };
    if (left.length > 0) expect((await send(COMMISSIONER, again)).done).toBe(left.length);
    expect(await county.noticesAt(COMMISSIONER, id)).toEqual([]);
  });

  it.each([
    ['a grave event', { type: 'withdraw', tasks: [{ id: randomUUID() }] }, 422, 'event-unknown'],
    ['none', { type: 'receive', tasks: [] }, 400, 'body-invalid'],
    [
      'too many',
      { type: 'receive', tasks: Array.from({ length: 101 }, () => ({ id: randomUUID() })) },
      400,
      'body-invalid',
    ],
  ])('are refused for %s', async (_, body, status, code) => {
    const answer = await send(TASK_FORCE, body);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('are refused where one is named twice', async () => {
    const [id] = await submitted(1);
    for (const again of [id, id?.toUpperCase()]) {
      const answer = await send(COMMISSIONER, { type: 'receive', tasks: [{ id }, { id: again }] });
      expect([answer.code, answer.detail]).toEqual([
        'body-invalid',
        '请求内容不符合要求：/tasks 同一任务出现两次，请只留一次。',
      ]);
    }
  });
});
