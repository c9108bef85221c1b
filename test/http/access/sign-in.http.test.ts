import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoOf } from '../../../src/platform/clock.ts';
import { type Browser, browser } from '../stage/browser.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const ADMIN = '330523-TF/AD';
const AUDITOR = '330523-TF/AU';
const GOOD = 'Tide-over-7-bridges';
const MINUTE_MS = 60_000;

let open: OpenDoor;

beforeAll(async () => {
  const base = county();
  const second = { seat: '330523-T1/B', person: 'p-O1-A', from: '2021-03-31T16:00:00.000Z' };
  open = await openDoor({
    keptDirectory: true,
    directory: county({
      people: [...base.people, { id: 'p-nobody', name: '林无岗', qualifications: [] }],
      tenures: [...base.tenures.filter(({ seat }) => seat !== second.seat), second],
    }),
    at: '2026-11-23T01:00:00.000Z',
  });
});
afterAll(() => open.close());

const fresh = () => browser(open.as(undefined), open.port);

const take = (token: string) => fresh().post('/api/v1/sign-in/invitation', { token, password: GOOD });

interface Given {
  readonly token: string;
  readonly login: string;
}

async function invited(person: string, login?: string): Promise<Given> {
  const body = { person, ...(login !== undefined && { login }) };
  const answer = await open.as(ADMIN).post('/api/v1/accounts/invitations', body);
  expect(answer.status).toBe(201);
  return answer.body;
}

/** A person with an account, signed in by their invitation. */
async function newcomer(person: string, login: string, password = GOOD): Promise<Browser> {
  const { token } = await invited(person, login);
  const page = fresh();
  expect((await page.post('/api/v1/sign-in/invitation', { token, password })).status).toBe(200);
  return page;
}

const inbox = (page: Browser) => page.get('/api/v1/inbox');

/** Time in which nothing is remembered of earlier refusals. */
const later = (ms = 60 * MINUTE_MS) => open.moved.set(isoOf(open.moved.now() + ms));

describe('an invitation', () => {
  it('lets a person set a password and come in, once', async () => {
    const { token, login } = await invited('p-O2-A', ' ＷＡＮＧ.wei ');
    expect(login).toBe('wang.wei');
    const page = fresh();
    const weak = await page.post('/api/v1/sign-in/invitation', { token, password: 'Wang.wei-2026' });
    expect([weak.status, weak.body]).toEqual([422, expect.objectContaining({ code: 'password-weak' })]);
    const entered = await page.post('/api/v1/sign-in/invitation', { token, password: GOOD });
    expect(entered.body).toMatchObject({
      person: { id: 'p-O2-A' },
      seat: { id: '330523-O2/A' },
      idleSeconds: 1800,
    });
    expect(entered.headers.get('set-cookie')).toMatch(
      /^onedoor-local=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(entered.text).not.toContain(page.cookie()?.split('=')[1]);
    expect((await inbox(page)).status).toBe(200);
    expect((await fresh().post('/api/v1/sign-in/invitation', { token, password: `${GOOD}!` })).status).toBe(
      404,
    );
    expect((await fresh().post('/api/v1/sign-in/invitation', { token: 'x', password: GOOD })).status).toBe(
      404,
    );
  });

  it('lets nobody in whose account was shut out since', async () => {
    const { token } = await invited('p-O2-L', 'shut.out');
    await open.as(ADMIN).post('/api/v1/accounts/p-O2-L/disable', undefined);
    expect((await take(token)).status).toBe(404);
    await open.as(ADMIN).post('/api/v1/accounts/p-O2-L/enable', undefined);
    expect((await take(token)).status).toBe(200);
  });

  it('ends after a day, and with a later one', async () => {
    const first = await invited('p-O2-B', 'first.b');
    const next = await invited('p-O2-B');
    expect(next.login).toBe('first.b');
    expect((await take(first.token)).status).toBe(404);
    await later(24 * 60 * MINUTE_MS);
    expect((await take(next.token)).status).toBe(404);
  });

  it('is for persons of the directory, under a name of their own, and by another administrator', async () => {
    const ask = async (body: object) =>
      (await open.as(ADMIN).post('/api/v1/accounts/invitations', body)).status;
    expect(await ask({ person: 'p-moon' })).toBe(409);
    expect(await ask({ person: 'p-O2-L', login: 'wang.wei' })).toBe(409);
    expect(await ask({ person: 'p-O2-L', login: '../etc' })).toBe(409);
    expect(await ask({ person: 'p-TF-AD' })).toBe(403);
    expect(await ask({ person: '' })).toBe(400);
    const others = await open.as(AUDITOR).post('/api/v1/accounts/invitations', { person: 'p-O2-L' });
    expect(others.status).toBe(403);
  });
});

describe('a demo', () => {
  it('lets anybody take any seat, while there are no accounts', async () => {
    const demo = await openDoor({
      at: '2026-11-23T01:00:00.000Z',
      settings: { signIn: { ...open.deps.settings.signIn, demo: true } },
    });
    const page = browser(demo.as(undefined), demo.port);
    const ways = await page.get('/api/v1/sign-in');
    const { roles } = (
      ways.body as { readonly demo: { readonly roles: readonly { role: string; seat: { id: string } }[] } }
    ).demo;
    expect(roles.map(({ role }) => role)).toEqual([
      'taskForce',
      'commissioner',
      'sectionStaff',
      'unitLeader',
      'supervisor',
      'auditor',
      'admin',
    ]);
    for (const { seat } of roles) {
      expect((await page.post('/api/v1/sign-in/demo', { seat: seat.id })).status).toBe(200);
      expect((await page.get('/api/v1/me')).body).toMatchObject({ principal: `seat:${seat.id}` });
    }
    expect((await page.post('/api/v1/sign-in/demo', { seat: '330523-O99/A' })).status).toBe(404);
    await demo.as(ADMIN).post('/api/v1/accounts/invitations', { person: 'p-O2-A' });
    expect((await page.post('/api/v1/sign-in/demo', { seat: '330523-O1/A' })).status).toBe(404);
    expect((await page.get('/api/v1/sign-in')).body).toEqual({ password: true });
    await demo.close();
  });

  it('is nowhere but where it is set', async () => {
    expect((await fresh().post('/api/v1/sign-in/demo', { seat: '330523-O1/A' })).status).toBe(404);
    expect((await fresh().get('/api/v1/sign-in')).body).toEqual({ password: true });
  });
});

describe('signing in', () => {
  it('is by name and password, whatever the width and case of the name, as a seat that the person holds', async () => {
    await newcomer('p-O1-A', 'li.min');
    const page = fresh();
    const entered = await page.post('/api/v1/sign-in', {
      login: 'ＬＩ.Min ',
      password: GOOD,
      seat: '330523-T1/B',
    });
    expect(entered.body).toMatchObject({
      seat: { id: '330523-T1/B' },
      seats: [{ id: '330523-O1/A' }, { id: '330523-T1/B' }],
    });
    const wrong = await fresh().post('/api/v1/sign-in', {
      login: 'li.min',
      password: GOOD,
      seat: '330523-O2/A',
    });
    expect(wrong.status).toBe(403);
    expect((await page.get('/api/v1/me')).body).toMatchObject({ person: { id: 'p-O1-A' } });
  });

  it('answers unknown names, wrong passwords, locked and disabled accounts alike', async () => {
    await newcomer('p-O1-L', 'lead.er');
    await later();
    const tried = async (login: string, password: string) => {
      const { status, body } = await fresh().post('/api/v1/sign-in', { login, password });
      const { code, detail } = body as { readonly code: string; readonly detail: string };
      return { status, code, detail };
    };
    const unknown = await tried('nobody.at.all', GOOD);
    expect(unknown).toMatchObject({ status: 403, code: 'sign-in-refused' });
    expect(await tried('lead.er', 'wrong')).toEqual(unknown);
    for (let n = 0; n < 4; n++) expect(await tried('lead.er', 'wrong')).toEqual(unknown);
    // Locked: the right password is refused in the same words
    await later(2 * MINUTE_MS);
    expect(await tried('lead.er', GOOD)).toEqual(unknown);
    await later(14 * MINUTE_MS);
    expect((await fresh().post('/api/v1/sign-in', { login: 'lead.er', password: GOOD })).status).toBe(200);
    expect((await open.as(ADMIN).post('/api/v1/accounts/p-O1-L/disable', undefined)).body).toMatchObject({
      state: 'disabled',
    });
    expect(await tried('lead.er', GOOD)).toEqual(unknown);
  });

  it('judges many guesses that are sent at once one after the other: the right one among them comes too late', async () => {
    await later();
    await newcomer('p-O1-B', 'at.once');
    await later();
    const guesses = [...Array.from({ length: 8 }, (_, n) => `Wrong-guess-${n}`), GOOD];
    const statuses = await Promise.all(
      guesses.map(async (password) => {
        return (await fresh().post('/api/v1/sign-in', { login: 'at.once', password })).status;
      }),
    );
    expect(statuses).toEqual(guesses.map(() => 403));
  });

  it('makes an address that is refused too often wait', async () => {
    await later();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      statuses.push((await fresh().post('/api/v1/sign-in', { login: `guess.${n}`, password: 'x' })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
    await later(MINUTE_MS + 1);
    expect((await fresh().post('/api/v1/sign-in', { login: 'guess', password: 'x' })).status).toBe(403);
  });

  it('asks for a new password where the old one has aged, and takes none of the last', async () => {
    await later();
    await newcomer('p-T1-A', 'old.pass');
    await later(91 * 24 * 60 * MINUTE_MS);
    const enter = (more: object) =>
      fresh().post('/api/v1/sign-in', { login: 'old.pass', password: GOOD, ...more });
    expect((await enter({})).body).toMatchObject({ code: 'password-expired' });
    expect((await enter({ newPassword: GOOD })).body).toMatchObject({ code: 'password-weak' });
    expect((await enter({ newPassword: 'short' })).body).toMatchObject({ code: 'password-weak' });
    expect((await enter({ newPassword: 'River-runs-8-miles' })).status).toBe(200);
    expect((await enter({})).body).toMatchObject({ code: 'sign-in-refused' });
  });

  it('takes no password where it could be read on its way', async () => {
    const settings = { signIn: { ...open.deps.settings.signIn, passwords: false } };
    const plain = await openDoor({ at: '2026-11-23T01:00:00.000Z', settings });
    const page = browser(plain.as(undefined), plain.port);
    expect((await page.get('/api/v1/sign-in')).body).toEqual({ password: false });
    for (const [path, body] of [
      ['/api/v1/sign-in', { login: 'li.min', password: GOOD }],
      ['/api/v1/sign-in/invitation', { token: 'x', password: GOOD }],
    ] as const) {
      const refused = await page.post(path, body);
      expect(refused.body).toMatchObject({
        status: 403,
        detail: expect.stringContaining('ONEDOOR_PUBLIC_URL'),
      });
    }
    await plain.close();
  });

  it('is for nobody without a seat', async () => {
    await later();
    const { token } = await invited('p-nobody', 'no.seat');
    const answer = await fresh().post('/api/v1/sign-in/invitation', { token, password: GOOD });
    expect(answer.body).toMatchObject({ status: 403, detail: expect.stringContaining('林无岗') });
  });
});
