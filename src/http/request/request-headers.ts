import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../platform/wording/problem.ts';
import { revisionIn } from '../answer/etag.ts';

/** The revision in If-Match, the ETag of a task. Throws `revision-missing` (428) or `header-invalid` (400). */
export function revisionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) {
    throw new Problem('revision-missing', {
      zh: '请在 If-Match 中给出任务的版本，例如 If-Match: "3"。',
      en: 'Give the ETag of the task in If-Match, e.g. If-Match: "3".',
    });
  }
  const revision = revisionIn(ifMatch);
  if (revision === undefined) {
    throw new Problem(
      'header-invalid',
      {
        zh: `If-Match: ${quoted(ifMatch)} 应为任务的 ETag，例如 "3"。`,
        en: `If-Match: ${quoted(ifMatch)}: expected one strong ETag as the task carries it, e.g. "3".`,
      },
      { header: 'if-match' },
    );
  }
  return revision;
}

/**
 * The Idempotency-Key: a quoted string (RFC 9651) or the same characters bare. A header that came twice reaches us
 * joined by a comma, which neither form can contain. Throws `key-missing` or `header-invalid`.
 */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined || header === '') {
    throw new Problem('key-missing', {
      zh: '每个 POST 请求都要有 Idempotency-Key，1 至 255 个可见 ASCII 字符。',
      en: 'Every POST needs an Idempotency-Key of 1 to 255 visible ASCII characters.',
    });
  }
  const quotedForm = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const bareForm = /^[!#-+\--:<-[\]-~]+$/.exec(header)?.[0];
  const key = quotedForm ?? bareForm;
  if (key === undefined || key.length === 0 || key.length > 255) {
    throw new Problem(
      'header-invalid',
      {
        zh: `Idempotency-Key: ${quoted(header)} 应为 1 至 255 个可见 ASCII 字符，且只给出一次。`,
        en: `Idempotency-Key: ${quoted(header)}: expected 1 to 255 visible ASCII characters, given once.`,
      },
      { header: 'idempotency-key' },
    );
  }
  return key;
}

/** The media type without parameters, in lower case; empty where there is none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Throws `media-type-unsupported` unless the body is plain JSON in UTF-8. */
export function expectJson({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type !== 'application/json') {
    const charset = /;\s*charset="?([^";\s]+)/i.exec(type ?? '')?.[1]?.toLowerCase();
    if (mediaTypeOf(type) !== 'application/json' || (charset !== undefined && charset !== 'utf-8')) {
      throw unsupported(type, 'application/json');
    }
  }
  expectPlain(headers['content-encoding']);
}

/** Throws `media-type-unsupported` unless the body has one of the media types; returns which. */
export function expectMediaType({ headers }: IncomingMessage, allowed: readonly string[]): string {
  const type = mediaTypeOf(headers['content-type']);
  if (!allowed.includes(type)) throw unsupported(headers['content-type'], allowed.join(', '));
  expectPlain(headers['content-encoding']);
  return type;
}

function expectPlain(encoding: string | undefined): void {
  if (encoding === undefined || encoding === 'identity') return;
  throw new Problem('media-type-unsupported', {
    zh: `Content-Encoding: ${quoted(encoding)} 不受支持，请不压缩发送。`,
    en: `Content-Encoding: ${quoted(encoding)} is not supported; send the body uncompressed.`,
  });
}

function unsupported(type: string | undefined, allowed: string): Problem {
  return new Problem('media-type-unsupported', {
    zh: `Content-Type: ${quoted(type ?? '')} 不受支持，应为 ${allowed}。`,
    en: `Content-Type: ${quoted(type ?? '')} is not supported; expected ${allowed}.`,
  });
}

/** The trace id of `traceparent` (W3C), or a new one. */
export function traceIdOf(traceparent: string | undefined): string {
  const given = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1];
  return given ?? randomBytes(16).toString('hex');
}

/**
 * The query as an object: a parameter given twice is an array. Throws `query-invalid`, or `not-found` for a path, where
 * U+0000 stands in it: PostgreSQL has no text with it, so no handler need think of it.
 */
export function queryOf(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null) as Record<string, never>;
  const at = url.indexOf('?');
  const nul = url.indexOf('%00');
  if (nul >= 0) {
    const code = at >= 0 && nul > at ? 'query-invalid' : 'not-found';
    throw new Problem(code, {
      zh: '地址中含有 U+0000，请删去。',
      en: 'U+0000 stands in the address; remove it.',
    });
  }
  if (at < 0) return query;
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) {
    const known = query[name];
    query[name] = known === undefined ? value : [known, value].flat();
  }
  return query;
}

function quoted(value: string): string {
  return JSON.stringify(value.slice(0, 80));
}
