import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

let open: OpenDoor;
beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`http://127.0.0.1:${open.port}${path}`, { headers, redirect: 'manual' });

describe('a page', () => {
  it.each(['/', '/sign-in', '/desk', '/tasks', '/tasks/new', '/tasks/x', '/tasks/x/do/receive'])(
    'at %s lets nothing in from elsewhere and is asked for anew each time',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'",
      );
      expect(await answer.text()).not.toMatch(/https?:|<style|onload=|javascript:/);
    },
  );

  it.each(['/desk/', '/desks', '/Desk', '/assets/x.js', '/assets/..%2f..%2fpackage.json', '/assets/'])(
    'is not at %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    },
  );

  it('begins with less than a phone takes in a second, packed, and kept for ever under its name', async () => {
    const html = await (await get('/')).text();
    const paths = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    expect(paths).toHaveLength(2);
    let bytes = 0;
    for (const path of paths) {
      const answer = await get(path, { 'Accept-Encoding': 'gzip' });
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      bytes += Number(answer.headers.get('content-length') ?? 0);
    }
    expect(bytes).toBeGreaterThan(0);
    // 250 KB are allowed on the phone; a library that came in unseen would show here.
    expect(bytes).toBeLessThan(40_000);
  });
});
