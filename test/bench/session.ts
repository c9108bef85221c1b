import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Connection } from './connection.ts';

/** What the clients measured, in milliseconds. */
export interface Recorded {
  /** Of every write, from request to acknowledgement. */
  readonly acks: number[];
  /** From submission to the first look that found the task assigned. */
  readonly assigned: number[];
  /** Looks at tasks that were waited for. */
  polls: number;
}

/** A revision of a task that the client has seen. */
export interface Seen {
  readonly id: string;
  readonly etag: string;
}

/** What one client does to tasks over its connection. */
export interface Session {
  readonly recorded: Recorded;
  submit(key: string, body: object): Promise<Seen>;
  send(key: string, seen: Seen, type: string, data: object): Promise<Seen>;
  /** Waits until a task is at none of the ETags given; without any, until it exists. */
  awaitTask(key: string, id: string, past: readonly string[]): Promise<Seen>;
  /** The task in full. */
  look(key: string, id: string): Promise<unknown>;
}

/**
 * Pauses before each look at a task that the engine has yet to move, in ms; the last one repeats. Every server is
 * asked in the same way, by conditional GET of the one task: that needs no page of lists from any of them and no CPU
 * of the client while it waits. What is waited for is seen up to one pause late.
 */
const PAUSES = [5, 5, 10, 10, 20];

/** A server that leaves a task where it is for so long has lost it; the benchmark then fails instead of hanging. */
const LOST_AFTER_MS = 30_000;

/** Makes a client. `prefix` keeps its idempotency keys apart from those of all others. */
export function createSession(connection: Connection, recorded: Recorded, prefix: string): Session {
  let serial = 0;

  async function write(path: string, key: string, headers: string, body: object): Promise<Answer> {
    const once = `Authorization: Bearer ${key}\r\nIdempotency-Key: ${prefix}-${serial++}\r\n${headers}`;
    const answer = await connection.request('POST', path, once, JSON.stringify(body));
    recorded.acks.push(answer.ms);
    return answer;
  }

  return {
    recorded,
    async submit(key, body) {
      const answer = await write('/api/v1/tasks', key, '', body);
      expect(answer, 201, 'submit');
      const id = answer.header('location').split('/').at(-1) ?? '';
      return { id, etag: answer.header('etag') };
    },
    async send(key, { id, etag }, type, data) {
      const answer = await write(`/api/v1/tasks/${id}/events`, key, `If-Match: ${etag}\r\n`, { type, data });
      expect(answer, 200, type);
      return { id, etag: answer.header('etag') };
    },
    async awaitTask(key, id, past) {
      const condition = past.length === 0 ? '' : `If-None-Match: ${past.join(', ')}\r\n`;
      const headers = `Authorization: Bearer ${key}\r\n${condition}`;
      const end = performance.now() + LOST_AFTER_MS;
      for (let look = 0; performance.now() < end; look++) {
        await delay(PAUSES[Math.min(look, PAUSES.length - 1)]);
        recorded.polls++;
        const answer = await connection.request('GET', `/api/v1/tasks/${id}`, headers);
        if (answer.status === 304 || (answer.status === 404 && past.length === 0)) continue;
        expect(answer, 200, 'look');
        return { id, etag: answer.header('etag') };
      }
      throw new Error(
        `Task ${id} had not moved past ${past.join(', ') || 'absence'} after ${LOST_AFTER_MS} ms.`,
      );
    },
    async look(key, id) {
      const answer = await connection.request(
        'GET',
        `/api/v1/tasks/${id}`,
        `Authorization: Bearer ${key}\r\n`,
      );
      expect(answer, 200, 'look');
      return JSON.parse(answer.body);
    },
  };
}

function expect(answer: Answer, status: number, what: string): void {
  if (answer.status === status) return;
  throw new Error(
    `"${what}" was answered ${answer.status}, expected ${status}: ${answer.body.slice(0, 500)}`,
  );
}
