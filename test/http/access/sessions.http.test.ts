import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoOf } from '../../../src/platform/clock.ts';
import { type Browser, browser } from '../stage/browser.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const ADMIN = '330523-TF/AD';
const GOOD = 'Tide-over-7-bridges';
const MINUTE_MS = 60_000;

let open: OpenDoor;
let elsewhere: OpenDoor;

beforeAll(async () => {
  const base = county();
  const second = { seat: '330523-T1/B', person: 'p-O1-A', from: '2021-03-31T16:00:00.000Z' };
  open = await openDoor({
    keptDirectory: true,
    directory: county({ tenures: [...base.tenures.filter(({ seat }) => seat !== second.seat), second] }),
    at: '2026-11-23T01:00:00.000Z',
  });
  elsewhere = await openDoor({ keptDirectory: true, onto: open });
});
afterAll(async () => {
  await elsewhere.close();
  await open.close();
});

async function invite(person: string, login: string): Promise<void> {
  const given = await open.as(ADMIN).post('/api/v1/accounts/invitations', { person, login });
  const { token } = given.body as { readonly token: string };
  const page = browser(open.as(undefined), open.port);
  expect((await page.post('/api/v1/sign-in/invitation', { token, password: GOOD })).status).toBe(200);
}

async function signedIn(login: string, seat?: string): Promise<Browser> {
  const page = browser(open.as(undefined), open.port);
  const entered = await page.post('/api/v1/sign-in', { login, password: GOOD, ...(seat && { seat }) });
  expect(entered.status).toBe(200);
  return page;
}

const later = (ms: number) => open.moved.set(isoOf(open.moved.now() + ms));
const status = async (page: Browser) => (await page.get('/api/v1/inbox')).status;

beforeAll(async () => {
  await invite('p-O1-A', 'li.min');
  await invite('p-O2-A', 'wang.wei');
  await invite('p-TF-AU', 'au.dit');
});

describe('a session', () => {
  it('ends when nothing is asked in it for half an hour, and what a page asks by itself does not count', async () => {
    const page = await signedIn('li.min');
    await later(29 * MINUTE_MS);
    expect(await status(page)).toBe(200);
    await later(29 * MINUTE_MS);
    expect((await page.get('/api/v1/inbox', { Prefer: 'wait=0' })).status).toBe(200);
    expect((await page.get('/api/v1/me', { 'X-Onedoor-Background': '1' })).status).toBe(200);
    await later(2 * MINUTE_MS);
    expect(await status(page)).toBe(401);
  });

  it('ends after twelve hours whatever is done in it', async () => {
    const page = await signedIn('li.min');
    for (let n = 0; n < 47; n++) {
      await later(15 * MINUTE_MS);
      expect(await status(page)).toBe(200);
    }
    await later(15 * MINUTE_MS);
    expect(await status(page)).toBe(401);
  });

  it('that is used at one door is not idle at another', async () => {
    const page = await signedIn('li.min');
    const there = browser(elsewhere.as(undefined), elsewhere.port);
    there.take(page.cookie());
    await elsewhere.access.refresh();
    for (let n = 0; n < 3; n++) {
      await later(20 * MINUTE_MS);
      expect(await status(page)).toBe(200);
    }
    expect(await status(there)).toBe(200);
  });

  it('that is signed out is refused at once, by every door; everywhere ends all of the person', async () => {
    const page = await signedIn('li.min');
    const phone = await signedIn('li.min');
    const thief = browser(open.as(undefined), open.port);
    thief.take(page.cookie());
    const there = browser(elsewhere.as(undefined), elsewhere.port);
    there.take(page.cookie());
    const out = await page.post('/api/v1/sign-out', {});
    expect([out.status, out.headers.get('clear-site-data'), page.cookie()]).toEqual([
      204,
      '"cache", "storage"',
      undefined,
    ]);
    expect(await status(thief)).toBe(401);
    await elsewhere.access.refresh();
    expect(await status(there)).toBe(401);
    const laptop = await signedIn('li.min');
    expect(await status(phone)).toBe(200);
    expect((await laptop.post('/api/v1/sign-out', { everywhere: true })).status).toBe(204);
    expect(await status(phone)).toBe(401);
  });

  it('ends with the seat that it acts as, and with the account', async () => {
    const page = await signedIn('li.min', '330523-T1/B');
    const now = isoOf(open.moved.now());
    const vacate = { op: 'vacate', seat: '330523-T1/B', at: now };
    const change = await open
      .as(ADMIN)
      .post('/api/v1/directory/changes', { reason: '调离', operations: [vacate] });
    expect(change.body).toMatchObject({ made: true });
    expect(await status(page)).toBe(401);
    const other = await signedIn('wang.wei');
    await open.as(ADMIN).post('/api/v1/accounts/p-O2-A/disable', undefined);
    expect(await status(other)).toBe(401);
    await open.as(ADMIN).post('/api/v1/accounts/p-O2-A/enable', undefined);
    expect(await status(await signedIn('wang.wei'))).toBe(200);
  });

  it('is listed to its person, who may end any of theirs and no one else’s', async () => {
    const page = await signedIn('li.min');
    await later(1_000);
    const phone = await signedIn('li.min');
    const listed = await page.get('/api/v1/sessions');
    const { items } = listed.body as { readonly items: readonly { id: string; current: boolean }[] };
    // Those that ended, if only by being idle or with their seat, are not there; the newest first.
    expect(items.map(({ current }) => current)).toEqual([false, true]);
    const [phones] = items.filter(({ current }) => !current);
    const stranger = await signedIn('wang.wei');
    expect((await stranger.post(`/api/v1/sessions/${phones?.id}/end`)).status).toBe(404);
    expect((await page.post(`/api/v1/sessions/${phones?.id}/end`)).status).toBe(204);
    expect(await status(phone)).toBe(401);
    expect(listed.text).not.toContain(page.cookie()?.split('=')[1]);
  });
});

describe('a password that its person changes', () => {
  it('ends their other sessions, and is not changed without the present one', async () => {
    await invite('p-O2-L', 'zhao.qi');
    const [page, phone] = [await signedIn('zhao.qi'), await signedIn('zhao.qi')];
    const next = 'River-runs-8-miles';
    expect((await page.post('/api/v1/password', { current: 'wrong', next })).status).toBe(403);
    expect((await page.post('/api/v1/password', { current: GOOD, next })).status).toBe(204);
    expect([await status(page), await status(phone)]).toEqual([200, 401]);
    expect((await page.post('/api/v1/password', { current: next, next: GOOD })).body).toMatchObject({
      code: 'password-weak',
    });
  });
});

describe('whoever holds a session of somebody', () => {
  it('does not guess their password with it', async () => {
    await later(60 * MINUTE_MS);
    const page = await signedIn('wang.wei');
    const guess = async (current: string) => {
      return (await page.post('/api/v1/password', { current, next: 'Mountain-7-rivers' })).status;
    };
    for (let n = 0; n < 5; n++) expect(await guess(`Wrong-guess-${n}`)).toBe(403);
    expect(await guess(GOOD)).toBe(403);
  });
});

describe('a change that a session is asked for', () => {
  it('comes from a page of ours that shows the seat of the session', async () => {
    const page = await signedIn('li.min');
    const post = (headers: Readonly<Record<string, string>>) => page.post('/api/v1/sign-out', {}, headers);
    for (const headers of [
      { Origin: 'http://evil.example' },
      { Origin: 'null' },
      { Origin: `http://127.0.0.1:${open.port}.evil.example` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      expect((await post(headers)).body).toMatchObject({ status: 403, code: 'origin-refused' });
    }
    expect((await post({ 'X-Onedoor-Seat': '330523-O2/A' })).body).toMatchObject({
      status: 409,
      code: 'seat-changed',
      seat: '330523-O1/A',
    });
    const bare = await open.as(undefined).post('/api/v1/sign-out', {}, { Cookie: page.cookie() ?? '' });
    expect(bare.status).toBe(403);
    const both = await open.as('330523-O1/A').get('/api/v1/inbox', { Cookie: page.cookie() ?? '' });
    expect(both.body).toMatchObject({ status: 400, code: 'header-invalid' });
    expect(await status(page)).toBe(200);
  });

  it('is done as the seat that was chosen last', async () => {
    await invite('p-O1-L', 'zhang.san');
    const now = isoOf(open.moved.now());
    const appoint = { op: 'appoint', seat: '330523-T1/B', person: 'p-O1-L', from: now };
    await open.as(ADMIN).post('/api/v1/directory/changes', { reason: '兼任', operations: [appoint] });
    const page = await signedIn('zhang.san', '330523-O1/L');
    const chosen = await page.post('/api/v1/session/seat', { seat: '330523-T1/B' });
    expect(chosen.body).toMatchObject({ seat: { id: '330523-T1/B' } });
    expect((await page.post('/api/v1/session/seat', { seat: '330523-O2/A' })).status).toBe(403);
    expect((await page.get('/api/v1/me')).body).toMatchObject({ principal: 'seat:330523-T1/B' });
    const key = await open.as(ADMIN).post('/api/v1/session/seat', { seat: '330523-TF/AD' });
    expect(key.status).toBe(403);
  });
});

describe('the log of signing in', () => {
  it('tells auditors who came, was refused and went, and holds no secret', async () => {
    await browser(open.as(undefined), open.port).post('/api/v1/sign-in', {
      login: 'My-Secret-Password-7',
      password: 'x',
    });
    const page = await signedIn('au.dit');
    const { items } = (await page.get('/api/v1/sign-ins?limit=200')).body as {
      readonly items: readonly { kind: string; login: string | null; position: string }[];
    };
    const kinds = new Set(items.map(({ kind }) => kind));
    for (const kind of [
      'entered',
      'refused',
      'left',
      'seatChosen',
      'invited',
      'passwordSet',
      'disabled',
      'enabled',
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(items.map(({ position }) => Number(position))).toEqual(items.map((_, n) => items.length - n));
    expect(JSON.stringify(items).toLowerCase()).not.toContain('my-secret');
    expect((await open.as(ADMIN).get('/api/v1/sign-ins')).status).toBe(403);
  });

  it('is chained, and refuses to be changed', async () => {
    const { rows } = await open.pool.query<{ linked: boolean; whole: boolean }>(
      `SELECT prev IS NOT DISTINCT FROM lag(hash) OVER (ORDER BY position) AS linked,
        hash = sign_in_event_hash(e) AS whole FROM sign_in_event e`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every(({ linked, whole }) => linked && whole)).toBe(true);
    for (const change of [
      "UPDATE sign_in_event SET person = 'p-other'",
      'DELETE FROM sign_in_event',
      'TRUNCATE sign_in_event',
    ]) {
      await expect(open.pool.query(change)).rejects.toThrow(/append-only/);
    }
  });
});
