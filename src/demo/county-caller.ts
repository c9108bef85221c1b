import { randomUUID } from 'node:crypto';

/** A person or machine that knows nothing of onedoor but its HTTP interface. */
export interface CountyCaller {
  get<T>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  postText<T>(path: string, text: string, mediaType: string): Promise<Answer<T>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly etag: string | null;
  readonly body: T;
}

/** What a task answers to everybody. */
export interface TaskAnswer {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly workflow: string;
  readonly revision: number;
  readonly state: { readonly path: string; readonly zh: string };
  readonly unit: { readonly code: string; readonly name: string } | null;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
}

/** The import of the ledger is the longest request. */
const LIMIT_MS = 120_000;

/** An answer outside 2xx and 304, with the problem's own words. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(text);
    this.name = 'Refused';
    this.status = status;
  }
}

/** Makes a caller with one key. Rejects with `Refused` on any answer outside 2xx and 304. */
export function createCaller(baseUrl: string, key: string): CountyCaller {
  async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await fetch(`${baseUrl}${path}`, {
      ...init,
      signal: AbortSignal.timeout(LIMIT_MS),
      headers: new Headers([['authorization', `Bearer ${key}`], ...new Headers(init.headers)]),
    });
    const text = await response.text();
    if (!response.ok && response.status !== 304) {
      throw new Refused(
        response.status,
        `${init.method ?? 'GET'} ${path}: ${response.status} ${text.slice(0, 500)}`,
      );
    }
    // The shapes are the published ones of /openapi.json; a demonstration trusts its own server.
    const body = (text === '' ? undefined : JSON.parse(text)) as T;
    return { status: response.status, etag: response.headers.get('etag'), body };
  }

  return {
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      }),
    postText: (path, text, mediaType) =>
      ask(path, {
        method: 'POST',
        body: text,
        headers: { 'content-type': mediaType, 'idempotency-key': randomUUID() },
      }),
  };
}

/** Sends an event to a task at the revision that was read. */
export async function sendEvent(
  caller: CountyCaller,
  task: { readonly id: string; readonly revision: number },
  type: string,
  data: unknown = {},
): Promise<TaskAnswer> {
  const headers = { 'if-match': `"${task.revision}"` };
  return (await caller.post<TaskAnswer>(`/api/v1/tasks/${task.id}/events`, { type, data }, headers)).body;
}
