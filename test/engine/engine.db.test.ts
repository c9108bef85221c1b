import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Actor } from '../../src/engine/definition/define.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createWork } from '../../src/engine/work/work.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { ledgerOfEachTest } from '../support/ledger.ts';
import { errand } from './errand-workflow.ts';

const lin: Actor = { principal: 'lin', name: '林' };

let pool: Pool;
let engine: Engine;

ledgerOfEachTest(5, (opened) => {
  pool = opened;
  engine = createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
});

const accountable = () => ['accountable'];
const byEngine = () => ['engine'];
const aMinuteBehind = () => Date.now() - 60_000;
const submit = () => engine.submit({ workflow: 'errand', input: { title: '送文件', seat: 'x' }, actor: lin });
const send = (taskId: string, type: string, data: unknown, expected?: number) =>
  engine.send({ taskId, event: { type, data }, actor: lin, relations: accountable, expected });

async function count(sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]?.n ?? -1;
}

const work = () =>
  createWork(
    pool,
    engine,
    { prepare: () => Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }) },
    { maxAttempts: 3, retrySeconds: () => 1, onOutcome: () => undefined },
  );

describe('the write path', () => {
  it('writes task, event and effect of a submission together', async () => {
    const task = await submit();
    expect(task.revision).toBe(1);
    expect(await count('task')).toBe(1);
    expect(await count('event')).toBe(1);
    expect(await count(`effect WHERE name = 'prepare'`)).toBe(1);
  });

  it('does an effect once however often its doorbell rings', async () => {
    const task = await submit();
    const ring = { tasks: [task.id] };
    await Promise.all([work()(ring), work()(ring), work()(ring)]);
    await work()(ring);
    const after = await engine.read(task.id);
    expect(after?.state).toBe('ready');
    expect(after?.revision).toBe(2);
    expect(after?.facets.owner).toBe('seat-1');
    expect(await count('effect WHERE timer_key IS NULL')).toBe(0);
    expect(await count('effect WHERE timer_key IS NOT NULL')).toBe(1);
  });

  it('disarms a timer when its state is left', async () => {
    const task = await submit();
    await work()({ tasks: [task.id] });
    await send(task.id, 'begin', { note: 'a' });
    expect(await count('effect')).toBe(0);
  });

  it('lets one of two writers with the same revision win', async () => {
    const task = await submit();
    await work()({ tasks: [task.id] });
    const second = createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
    await second.read(task.id);
    const results = await Promise.allSettled([
      send(task.id, 'begin', { note: 'a' }, 2),
      second.send({
        taskId: task.id,
        event: { type: 'begin', data: { note: 'b' } },
        actor: lin,
        relations: accountable,
        expected: 2,
      }),
    ]);
    expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({
      reason: { code: 'revision-stale' },
    });
    expect(await count('event')).toBe(3);
  });

  it('answers two submissions under one key in one batch: one is made, the other told that the key is taken', async () => {
    const scope = 'ab'.repeat(32);
    const answering = () => ({ scope, fingerprint: scope, status: 201, headers: {}, body: '{}' });
    const input = { title: '送文件', seat: 'x' };
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => engine.submit({ workflow: 'errand', input, actor: lin, answering })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect(results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown)).toEqual([
      expect.objectContaining({ name: 'KeyTaken' }),
      expect.objectContaining({ name: 'KeyTaken' }),
    ]);
    expect(await count('task')).toBe(1);
  });

  it('lets the times of a task never go back, though the clocks of two processes differ', async () => {
    const task = await submit();
    const other = createEngine(pool, createRegistry([errand]), aMinuteBehind, ENGINE_SETTINGS);
    const event = { type: 'prepared', data: { owner: 'seat-1' } };
    const after = await other.send({ taskId: task.id, event, actor: lin, relations: byEngine });
    expect(after.updatedAt).toBe(task.updatedAt);
  });

  it('decides anew for writers that name no revision', async () => {
    const task = await submit();
    await work()({ tasks: [task.id] });
    const other = createEngine(pool, createRegistry([errand]), Date.now, ENGINE_SETTINGS);
    const writers = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? engine : other)).map((writer, n) =>
      writer.send({
        taskId: task.id,
        event: { type: 'begin', data: { note: `${n}` } },
        actor: lin,
        relations: accountable,
      }),
    );
    await Promise.all(writers);
    const after = await engine.read(task.id);
    expect(after?.revision).toBe(22);
    expect(after?.snapshot.context).toMatchObject({ notes: { length: 20 } });
  });

  it('refuses with the right code and writes nothing', async () => {
    const task = await submit();
    await expect(send(task.id, 'end', {})).rejects.toMatchObject({ code: 'event-not-accepted' });
    await expect(send(task.id, 'nonsense', {})).rejects.toMatchObject({ code: 'event-unknown' });
    await expect(send(task.id, 'begin', { note: 1 })).rejects.toMatchObject({ code: 'event-invalid' });
    await expect(send(task.id, 'prepared', { owner: 'me' })).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await count('event')).toBe(1);
  });

  it('spawns children once, with ids that follow from the event', async () => {
    const task = await submit();
    await work()({ tasks: [task.id] });
    await send(task.id, 'begin', { note: 'a' });
    await send(task.id, 'split', { n: 3 });
    await Promise.all([work()({ tasks: [task.id] }), work()({ tasks: [task.id] })]);
    expect(await count(`task WHERE parent = '${task.id}'`)).toBe(3);
    await expect(send(task.id, 'end', {})).rejects.toMatchObject({ code: 'guard-failed' });
  });

  it('parks a poison effect after its attempts and blocks only its own task', async () => {
    const [bad, good] = [await submit(), await submit()];
    const handlers = {
      prepare: (taskId: string) =>
        taskId === bad.id
          ? Promise.reject(new Error('poison'))
          : Promise.resolve({ type: 'prepared', data: { owner: 'seat-1' } }),
    };
    const outcomes: string[] = [];
    const poisoned = createWork(pool, engine, handlers, {
      maxAttempts: 3,
      retrySeconds: () => 0,
      onOutcome: (outcome) => outcomes.push(outcome),
    });
    for (let n = 0; n < 3; n++) await poisoned({ tasks: [bad.id, good.id] });
    expect(outcomes.filter((o) => o === 'failed').length).toBe(2);
    expect(outcomes.at(-1)).toBe('parked');
    expect((await engine.read(good.id))?.state).toBe('ready');
    expect(await count(`effect WHERE parked_at IS NOT NULL AND last_error = 'Error: poison'`)).toBe(1);
  });
});
