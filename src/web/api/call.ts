import { base, language } from '../page.ts';

/** A part of what was sent that is wrong, by JSON Pointer. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
}

/** A refusal, as the API words it (RFC 9457). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors: readonly Fault[];

  constructor(status: number, document: Partial<Refusal> & { readonly title?: string }) {
    super(document.title ?? String(status));
    this.status = status;
    this.code = document.code ?? '';
    this.detail = document.detail ?? '';
    this.traceId = document.traceId ?? '';
    this.errors = document.errors ?? [];
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly etag: string | null;
}

export interface Asking {
  readonly body?: unknown;
  /** Made when a form opens: the same act is never done twice. */
  readonly key?: string;
  readonly revision?: number;
  /** What the page has; the answer waits until there is something else. */
  readonly unlike?: string | null;
  readonly signal?: AbortSignal;
}

/** The seat as which this page acts; named with every change, so that nobody signs from a forgotten tab. */
let actingAs: string | undefined;

export function actAs(seat: string | undefined): void {
  actingAs = seat;
}

const TRIES = 3;
/** Longer than any wait that is granted: a connection that is half dead ends with it. */
const LONGEST_MS = 60_000;

/** Asks the API. Throws a `Refusal`, or `Unreachable`; what carries a key is tried again until it is answered. */
export async function call<T>(method: 'GET' | 'POST', path: string, asking: Asking = {}): Promise<Answer<T>> {
  const again = method === 'GET' || asking.key !== undefined;
  for (let tried = 1; ; tried += 1) {
    const response = await send(method, path, asking).catch((error: unknown) => {
      if (asking.signal?.aborted === true) throw error;
      return undefined;
    });
    const failed = response === undefined || response.status >= 500;
    if (failed && again && tried < TRIES) {
      await new Promise((resolve) => setTimeout(resolve, 400 * tried));
      continue;
    }
    if (response === undefined) throw new Unreachable();
    return answerOf<T>(response);
  }
}

function send(
  method: string,
  path: string,
  { body, key, revision, unlike, signal }: Asking,
): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  if (revision !== undefined) headers['If-Match'] = `"${revision}"`;
  if (method === 'POST' && actingAs !== undefined) headers['X-Onedoor-Seat'] = actingAs;
  if (typeof unlike === 'string') Object.assign(headers, { 'If-None-Match': unlike, Prefer: 'wait=25' });
  const ended = new AbortController();
  const late = setTimeout(() => ended.abort(), LONGEST_MS);
  signal?.addEventListener('abort', () => ended.abort());
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(base + path, { method, headers, signal: ended.signal, ...sent }).finally(() =>
    clearTimeout(late),
  );
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  if (response.status >= 400) throw new Refusal(response.status, body ?? {});
  return { status: response.status, body: body as T, etag: response.headers.get('ETag') };
}

/** A key for one act. `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
