import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Connection } from './subjects/connection.ts';

/** What the clients measured, in milliseconds. */
export interface Recorded {
  /** Of every write, from request to acknowledgement. */
  readonly acks: number[];
  /** From submission to the answer that showed the task assigned. */
  readonly assigned: number[];
  /** Reads of tasks: those that wait for the engine, and looks at what is there. */
  reads: number;
}

/** A revision of a task that the client has seen. */
export interface Seen {
  readonly id: string;
  readonly etag: string;
  readonly revision: number;
}

/** What one client does to tasks over its connection. */
export interface Session {
  readonly recorded: Recorded;
  submit(key: string, body: object): Promise<Seen>;
  send(key: string, seen: Seen, type: string, data: object): Promise<Seen>;
  /** Waits until the engine has moved a task on to a revision. */
  awaitRevision(key: string, seen: Seen, revision: number): Promise<Seen>;
  /** Waits until the engine has made a task. */
  awaitTask(key: string, id: string): Promise<Seen>;
  /** The task in full. */
  look(key: string, id: string): Promise<unknown>;
}

/** A server that leaves a task where it is for so long has lost it; the benchmark then fails instead of hanging. */
const LOST_AFTER_MS = 30_000;

/** Between looks for a task that is not there yet: for that there is no ETag to wait by. */
const ABSENT_PAUSE_MS = 5;

/**
 * Makes a client. Every server is waited for in the same way: a conditional GET of the one task with `Prefer: wait`,
 * which it answers when there is a new revision. `prefix` keeps the idempotency keys apart from those of all others.
 */
export function createSession(connection: Connection, recorded: Recorded, prefix: string): Session {
  let serial = 0;

  async function write(path: string, key: string, headers: string, body: object): Promise<Answer> {
    const once = `Authorization: Bearer ${key}\r\nIdempotency-Key: ${prefix}-${serial++}\r\n${headers}`;
    const answer = await connection.request('POST', path, once, JSON.stringify(body));
    recorded.acks.push(answer.ms);
    return answer;
  }

  async function read(key: string, id: string, headers = ''): Promise<Answer> {
    recorded.reads++;
    return connection.request('GET', `/api/v1/tasks/${id}`, `Authorization: Bearer ${key}\r\n${headers}`);
  }

  return {
    recorded,
    async submit(key, body) {
      const answer = await write('/api/v1/tasks', key, '', body);
      expect(answer, 201, 'submit');
      return seenIn(answer, answer.header('location').split('/').at(-1) ?? '');
    },
    async send(key, { id, etag }, type, data) {
      const answer = await write(`/api/v1/tasks/${id}/events`, key, `If-Match: ${etag}\r\n`, { type, data });
      expect(answer, 200, type);
      return seenIn(answer, id);
    },
    async awaitRevision(key, seen, revision) {
      const end = performance.now() + LOST_AFTER_MS;
      let newest = seen;
      while (newest.revision < revision) {
        if (performance.now() > end) throw lost(newest);
        const waiting = `If-None-Match: ${newest.etag}\r\nPrefer: wait=30\r\n`;
        const answer = await read(key, seen.id, waiting);
        if (answer.status === 304) continue;
        expect(answer, 200, 'wait');
        newest = seenIn(answer, seen.id);
      }
      return newest;
    },
    async awaitTask(key, id) {
      const end = performance.now() + LOST_AFTER_MS;
      for (;;) {
        const answer = await read(key, id);
        if (answer.status !== 404) {
          expect(answer, 200, 'look');
          return seenIn(answer, id);
        }
        if (performance.now() > end) throw lost({ id, revision: 0 });
        await delay(ABSENT_PAUSE_MS);
      }
    },
    async look(key, id) {
      const answer = await read(key, id);
      expect(answer, 200, 'look');
      return JSON.parse(answer.body);
    },
  };
}

/** The revision stands first in the ETag; what may follow it tells representations apart. */
function seenIn(answer: Answer, id: string): Seen {
  const etag = answer.header('etag');
  return { id, etag, revision: Number(/^"(\d+)/.exec(etag)?.[1]) };
}

function expect(answer: Answer, status: number, what: string): void {
  if (answer.status === status) return;
  throw new Error(
    `"${what}" was answered ${answer.status}, expected ${status}: ${answer.body.slice(0, 500)}`,
  );
}

function lost({ id, revision }: Pick<Seen, 'id' | 'revision'>): Error {
  return new Error(`Task ${id} was still at revision ${revision} after ${LOST_AFTER_MS} ms.`);
}
