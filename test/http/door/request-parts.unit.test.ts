import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isNoneMatch,
  latestRevisionIn,
  representationTag,
  revisionIn,
  revisionTag,
} from '../../../src/http/answer/etag.ts';
import { asWritten, problemOf, problemReply } from '../../../src/http/answer/problem-reply.ts';
import { canonicalJson, keyedOf } from '../../../src/http/request/idempotency.ts';
import { languageOf } from '../../../src/http/request/language.ts';
import { idempotencyKeyOf } from '../../../src/http/request/request-headers.ts';
import { Problem, problems } from '../../../src/platform/wording/problem.ts';

/** The same JSON with the fields of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toReversed();
  return Object.fromEntries(fields.map(([key, inner]) => [key, shuffled(inner)]));
}

describe('canonical JSON', () => {
  it('is the same for the same value in any order of fields, and says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('differs for different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b) && !isSame(a, b));
        expect(canonicalJson(a)).not.toBe(canonicalJson(b));
      }),
    );
  });
});

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, inner]) => ({ [key]: sorted(inner) }));
}

describe('the digest of a request under its key', () => {
  const parts = {
    principal: 'p',
    route: 'POST /x',
    key: 'k',
    params: { id: '1' },
    revision: 1,
    query: {},
    body: {},
  };

  it('has a scope of its own for each caller, route and key, which cannot be moved between them', () => {
    const scopes = [
      parts,
      { ...parts, principal: 'q' },
      { ...parts, route: 'POST /y' },
      { ...parts, key: 'l' },
      { ...parts, principal: 'p","POST /x', route: 'k' },
    ].map((given) => keyedOf(given).scope);
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it('tells apart whatever the request says', () => {
    const prints = [
      parts,
      { ...parts, params: { id: '2' } },
      { ...parts, revision: 2 },
      { ...parts, query: { dryRun: 'true' } },
      { ...parts, body: { a: 1 } },
      { ...parts, body: Buffer.from('a') },
      { ...parts, body: Buffer.from('b') },
    ].map((given) => keyedOf(given).fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('an Idempotency-Key', () => {
  it('is read back from its quoted form, whatever visible characters it has', () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
    });
    fc.assert(
      fc.property(visible, (key) => {
        fc.pre(key.length > 0 && key.length <= 255);
        expect(idempotencyKeyOf(`"${key.replaceAll(/["\\]/g, '\\$&')}"`)).toBe(key);
      }),
    );
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
    ['en;q=0.3, zh;q=0.7', 'zh'],
    ['fr, en', 'en'],
    ['fr', 'zh'],
    ['en;q=0', 'zh'],
    ['*', 'zh'],
    ['en;q=9', 'en'],
  ] as const)('for %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('an ETag', () => {
  it('gives its revision back in either form, and nothing else does', () => {
    expect(revisionIn(revisionTag(7))).toBe(7);
    expect(revisionIn(representationTag(7, '{}'))).toBe(7);
    const weak = ['W/"7"', 'w/"7"', 'W/"7-br"', 'W/"7--gzip"'];
    const marked = ['"7-gzip"', '"7--gzip"', '"7;gzip"', '"7-GZIP"', '"7"-gzip', '"7";gzip', '"7-gzip-br"'];
    for (const proxied of [...weak, ...marked]) {
      expect(revisionIn(proxied)).toBe(7);
      expect(isNoneMatch(proxied, revisionTag(7))).toBe(true);
      const digested = representationTag(7, '{}');
      expect(revisionIn(proxied.replace('7', digested.slice(1, -1)))).toBe(7);
    }
    expect(latestRevisionIn('"3", W/"12-gzip", "x"')).toBe(12);
    // The pattern would take long over a long one, and no proxy makes it so
    expect(latestRevisionIn(`"3${'-gzip'.repeat(100)}"`)).toBeUndefined();
    expect(latestRevisionIn('*, "x"')).toBeUndefined();
    for (const other of [
      '7',
      '"0"',
      '"07"',
      '"7-"',
      '"7-xyz"',
      'W/7',
      'w"7"',
      '"1e3"',
      `"${'9'.repeat(20)}"`,
    ]) {
      expect(revisionIn(other)).toBeUndefined();
    }
  });

  it('matches itself, its weak form and the asterisk', () => {
    const etag = revisionTag(7);
    for (const header of [etag, `W/${etag}`, '*', `"1" , ${etag}`])
      expect(isNoneMatch(header, etag)).toBe(true);
    for (const header of [undefined, '', '"70"', '7']) expect(isNoneMatch(header, etag)).toBe(false);
  });
});

describe('a problem document', () => {
  const context = { language: 'zh', instance: '/x', traceId: '0'.repeat(32) } as const;
  const documentOf = (problem: Problem) =>
    JSON.parse(String(problemReply(problem, context, asWritten).content)) as Record<string, unknown>;

  it('lets nothing but the code out where the fault is ours', () => {
    const cause = { cause: 'connect ECONNREFUSED 10.0.0.5:5432', sql: 'SELECT 1' };
    for (const error of [
      new Problem('unavailable', { zh: 'password=secret', en: 'password=secret' }, cause),
      problemOf(new Error('at /srv/x.ts')),
    ]) {
      const document = documentOf(error);
      const allowed = ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'];
      expect(Object.keys(document)).toEqual(allowed);
      expect(document['detail']).toBe(document['title']);
    }
  });

  it('cannot be made to say another status, type or code by what comes with it', () => {
    const forged = { status: 200, type: '/x', code: 'ok', title: 'x', revision: 3 };
    const document = documentOf(new Problem('revision-stale', { zh: 'x', en: 'x' }, forged));
    expect(document).toMatchObject({ status: 412, type: '/problems/revision-stale', code: 'revision-stale' });
    expect(document['title']).toBe(problems['revision-stale'].zh);
    expect(document['revision']).toBe(3);
  });

  it('stays small however much is wrong', () => {
    const errors = Array.from({ length: 60_000 }, (_, n) => ({
      pointer: `/f${n}`,
      code: 'x',
      message: { zh: 'x', en: 'x' },
    }));
    const { content } = problemReply(
      new Problem('body-invalid', { zh: 'x'.repeat(1e6), en: 'x' }, { errors }),
      context,
      asWritten,
    );
    expect(String(content).length).toBeLessThan(5_000);
  });
});
