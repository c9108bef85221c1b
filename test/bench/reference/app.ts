import { createHash, randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Pool } from 'pg';
import { initialTransition, transition } from 'xstate';
import { z } from 'zod';
import { clientEvent, machine, submission } from './machine.ts';
import { advanceTask, insertTask, loadTask, recallAnswer, type TaskRow, type Write } from './store.ts';
import type { Waiters } from './waiters.ts';

/** Who a key belongs to: the task force, or the holder of one seat. */
export interface Principal {
  readonly id: string;
  readonly seat: string;
  readonly taskForce: boolean;
}

/** By bearer key. */
export type Principals = Readonly<Record<string, Principal>>;

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const taskParams = z.object({ id: z.uuid() });

/** The door of the reference server: Express as its documentation shows it, one statement per event. */
export function createApp(
  pool: Pool,
  principals: Principals,
  waiters: Waiters,
  onSubmitted: () => void,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(express.json({ limit: '256kb' }));

  app.post('/api/v1/tasks', async (request, response) => {
    const principal = authenticate(request);
    if (!principal.taskForce) throw new Refusal(403, 'only the task force submits');
    const { input } = submission.parse(request.body);
    const id = randomUUID();
    const [snapshot] = initialTransition(machine, input);
    const body = JSON.stringify(
      viewOf({ id, revision: 1, state: snapshot.value, context: snapshot.context }),
    );
    const write: Write = {
      id,
      expected: 0,
      snapshot,
      event: { type: 'created', data: input, actor: principal.id },
      kept: keptOf(request, principal, 201, '"1"', body),
    };
    const answered = await orReplay(request, response, principal, () => insertTask(pool, write));
    if (answered === REPLAYED) return;
    onSubmitted();
    response.set('Location', `/api/v1/tasks/${id}`);
    send(response, 201, '"1"', body);
  });

  app.post('/api/v1/tasks/:id/events', async (request, response) => {
    const principal = authenticate(request);
    const { id } = taskParams.parse(request.params);
    const expected = Number(/^"(\d+)"$/.exec(request.get('if-match') ?? '')?.[1] ?? 0);
    if (expected === 0) throw new Refusal(428, 'expected If-Match');
    const event = { ...clientEvent.parse(request.body), by: principal.id };
    const row = await loadTask(pool, id);
    if (row === undefined) throw new Refusal(404, 'no such task');
    const mine = event.type === 'approve' ? principal.taskForce : principal.seat === row.context.seat;
    if (!mine) throw new Refusal(403, 'not yours');
    const before = machine.resolveState({ value: row.state, context: row.context });
    const stale = row.revision !== expected;
    if (!stale && !before.can(event))
      throw new Refusal(409, `"${event.type}" is not accepted in ${row.state}`);
    const [snapshot] = stale ? [before] : transition(machine, before, event);
    const etag = `"${expected + 1}"`;
    const body = JSON.stringify(
      viewOf({ id, revision: expected + 1, state: snapshot.value, context: snapshot.context }),
    );
    const write: Write = {
      id,
      expected,
      snapshot,
      event: { type: event.type, data: event.data, actor: principal.id },
      kept: keptOf(request, principal, 200, etag, body),
    };
    const advanced = await orReplay(request, response, principal, () =>
      stale ? Promise.resolve(false) : advanceTask(pool, write),
    );
    if (advanced === REPLAYED) return;
    if (!advanced) throw new Refusal(412, 'the task has moved on');
    waiters.wake(id);
    send(response, 200, etag, body);
  });

  app.get('/api/v1/tasks/:id', async (request, response) => {
    authenticate(request);
    const { id } = taskParams.parse(request.params);
    const known = request.get('if-none-match');
    const seconds = Number(/\bwait=(\d{1,2})\b/.exec(request.get('prefer') ?? '')?.[1] ?? 0);
    const waiting = known === undefined || seconds === 0 ? undefined : waiters.wait(id, seconds * 1000);
    let row = await loadTask(pool, id);
    if (waiting !== undefined && row !== undefined && `"${row.revision}"` === known) {
      await waiting.changed;
      row = await loadTask(pool, id);
    }
    waiting?.cancel();
    if (row === undefined) throw new Refusal(404, 'no such task');
    const etag = `"${row.revision}"`;
    if (request.get('if-none-match') === etag) response.status(304).set('ETag', etag).end();
    else send(response, 200, etag, JSON.stringify(viewOf(row)));
  });

  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = error instanceof Refusal ? error.status : error instanceof z.ZodError ? 400 : 500;
    const detail = error instanceof Error ? error.message : String(error);
    response.status(status).type('application/problem+json').send(JSON.stringify({ status, detail }));
  });
  return app;

  function authenticate(request: Request): Principal {
    const principal = principals[(request.get('authorization') ?? '').replace(/^Bearer /, '')];
    if (principal === undefined) throw new Refusal(401, 'unknown key');
    return principal;
  }

  /** A key that was used before is answered as it was then; nothing has been written. */
  async function orReplay<T>(
    request: Request,
    response: Response,
    principal: Principal,
    write: () => Promise<T>,
  ): Promise<T | typeof REPLAYED> {
    let result: T | undefined;
    try {
      result = await write();
      if (result !== false) return result;
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error;
    }
    const kept = await recallAnswer(pool, principal.id, keyOf(request));
    if (kept === undefined) return result as T;
    if (kept.fingerprint !== fingerprintOf(request))
      throw new Refusal(422, 'the key was used for another request');
    send(response, kept.status, kept.etag, kept.body);
    return REPLAYED;
  }
}

const REPLAYED = Symbol('replayed');

function keptOf(
  request: Request,
  principal: Principal,
  status: number,
  etag: string,
  body: string,
): Write['kept'] {
  const fingerprint = fingerprintOf(request);
  return { principal: principal.id, key: keyOf(request), fingerprint, status, etag, body };
}

function keyOf(request: Request): string {
  const key = request.get('idempotency-key');
  if (key === undefined) throw new Refusal(400, 'expected Idempotency-Key');
  return key;
}

function fingerprintOf(request: Request): string {
  return createHash('sha256')
    .update(`${request.method} ${request.path} ${JSON.stringify(request.body)}`)
    .digest('hex');
}

function viewOf({ id, revision, state, context }: Omit<TaskRow, 'dueAt'>) {
  const { title, assignedUnit: unit, seat: owner, dueAt, section, report } = context;
  return { id, revision, state, title, unit, owner, dueAt, section, report };
}

function send(response: Response, status: number, etag: string, body: string): void {
  response.status(status).set('ETag', etag).type('application/json').send(body);
}
