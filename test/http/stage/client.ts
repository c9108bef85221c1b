import assert from 'node:assert/strict';
import { languageOf } from '../../../src/http/request/language.ts';
import { problems } from '../../../src/platform/wording/problem.ts';
import type { Language } from '../../../src/platform/wording/words.ts';
import type { Contract } from './contract.ts';
import { expectSpoken, expectToldWell } from './spoken-language.ts';

export interface Asked {
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined where there is no content. */
  readonly body: never;
}

export type Client = ReturnType<typeof caller>;

/**
 * A client with one key. Every request and its answer are held against the OpenAPI document and the declaration of
 * the route, whatever the test is about. By `assert`, since it also serves outside jest.
 */
export function caller(
  port: number,
  contract: Contract,
  keyNow: string | undefined | (() => Promise<string | undefined>),
) {
  async function ask(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Answer> {
    const key = typeof keyNow === 'function' ? await keyNow() : keyNow;
    const sent = new Headers({
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    });
    const content = body === undefined ? undefined : bytesOf(body);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: sent,
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    const answer = { status: response.status, headers: response.headers, text, body: parsed as never };
    const asked = new Headers(headers).get('Accept-Language') ?? undefined;
    expectAsDeclared(method, path, answer, contract, languageOf(asked));
    contract.expect({
      method,
      path,
      sent,
      content: content === undefined ? undefined : String(content),
      status: answer.status,
      headers: answer.headers,
      text,
    });
    return answer;
  }
  let serial = 0;
  return {
    ask,
    get: (path: string, headers?: Asked['headers']) => ask('GET', path, headers && { headers }),
    /** With a key of its own unless the headers bring one. */
    post: (path: string, body: unknown, headers: Asked['headers'] = {}) =>
      ask('POST', path, {
        body,
        headers: { 'Idempotency-Key': `k${process.hrtime.bigint()}-${serial++}`, ...headers },
      }),
  };
}

function expectAsDeclared(
  method: string,
  path: string,
  answer: Answer,
  { routes }: Contract,
  language: Language,
): void {
  const { status, headers } = answer;
  if (status >= 400 && headers.get('content-type') !== 'application/json') {
    expectProblem(answer);
    // A replayed answer is of the language in which it was asked for first.
    expectSpoken(answer.body, headers.get('content-language') === 'en' ? 'en' : 'zh');
    if (headers.get('idempotency-replayed') === null) {
      assert.equal(headers.get('content-language'), language === 'zh' ? 'zh-CN' : 'en');
    }
  }
  if (status < 400) {
    for (const said of saidIn(path, answer)) expectToldWell(said, language);
  }
  const route = routes.find((known) => known.method === method && patternOf(known.path).test(path));
  if (route === undefined) return;
  const schema = route.responses[status];
  if (schema === undefined) {
    if (status < 400)
      throw new Error(`${method} ${path} answered ${status}, which the route does not declare.`);
    return;
  }
  const mediaType = schema.meta()?.['mediaType'];
  if (isLines(answer)) return;
  if (mediaType === undefined) schema.parse(answer.body);
  else if (mediaType !== '*/*') assert.equal(headers.get('content-type')?.split(';')[0] ?? null, mediaType);
}

/** The documents of an answer that people read; what is only for programs is not among them. */
function saidIn(path: string, { headers, text, body }: Answer): readonly unknown[] {
  // A replayed answer is of the language in which it was asked for first.
  if (path.startsWith('/openapi.json') || headers.get('idempotency-replayed') !== null) return [];
  if (isLines({ headers }))
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  return [body];
}

/** An answer that told its progress. */
function isLines({ headers }: Pick<Answer, 'headers'>): boolean {
  return headers.get('content-type') === 'application/x-ndjson';
}

function bytesOf(body: unknown): string | Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Holds an answer against RFC 9457 and the list of codes. */
export function expectProblem(answer: Answer): void {
  const { status, headers, body } = answer;
  assert.equal(headers.get('content-type'), 'application/problem+json');
  const document = body as Record<string, unknown>;
  const code = document['code'] as keyof typeof problems;
  assert.deepEqual([document['status'], document['type']], [status, `/problems/${code}`]);
  assert.equal(problems[code].status, status);
  assert.ok([problems[code].zh, problems[code].en].includes(document['title'] as never), answer.text);
  assert.match(document['traceId'] as string, /^[0-9a-f]{32}$/);
  assert.doesNotMatch(document['detail'] as string, /node_modules|\.ts:|SELECT|INSERT|postgres/);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
}
