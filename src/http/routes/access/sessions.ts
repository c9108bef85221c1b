import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { keyHolderOf } from '../../../access/keys/evaluation-principals.ts';
import { chooseSeat, endSession, endSessionsOf } from '../../../access/sessions/change-session.ts';
import { NOTE_MS } from '../../../access/sessions/session-book.ts';
import { endOf, idleMsOf } from '../../../access/sessions/session-life.ts';
import { listSessions } from '../../../access/store/sessions/read-sessions.ts';
import { openedSession, sessionEntry } from '../../../contract/session.ts';
import { holderOf } from '../../../directory/resolve/seat-holder.ts';
import { isoOf } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { noContent } from '../../answer/reply.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { openedSessionView, sessionEntryView } from '../../representation/session-view.ts';
import { setCookieOf } from '../../request/session-cookie.ts';

const PATH = '/api/v1/sessions';

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '我的登录', en: 'My sessions' },
  tag: 'access',
  access: 'principal',
  responses: { 200: z.strictObject({ items: z.array(sessionEntry).readonly() }) },
  problems: [],
}).handledBy(async ({ caller }, { pool, clock, county, settings }) => {
  const nowMs = clock();
  const found = caller.person === undefined ? [] : await listSessions(pool, caller.person, isoOf(nowMs));
  const standing = found.filter(({ seat, person, seenAt, expiresAt }) => {
    if (holderOf(county.directory(), seat, nowMs) !== person) return false;
    const role = keyHolderOf(county.directory(), seat, nowMs)?.role;
    const span = { seenAtMs: seenAt.getTime(), expiresAtMs: expiresAt.getTime(), endedAtMs: undefined };
    return nowMs < endOf(span, idleMsOf(role, settings.signIn.terms.session) + NOTE_MS);
  });
  const items = standing.map((one) => sessionEntryView(one, county.directory(), caller.credential.id));
  return { status: 200, body: { items } };
});

const signOut = defineRoute({
  method: 'POST',
  path: '/api/v1/sign-out',
  title: { zh: '退出', en: 'Sign out' },
  tag: 'access',
  description:
    'everywhere 为 true 时退出本人在各处的登录。With everywhere, every session of the person ends.',
  access: 'principal',
  idempotent: 'unkept',
  body: z.strictObject({ everywhere: z.boolean().default(false) }).meta({ id: 'SigningOut' }),
  responses: { 204: noContent },
  answerHeaders: ['Set-Cookie', 'Clear-Site-Data'],
  problems: ['not-permitted'],
}).handledBy(async ({ body, caller, origin }, deps) => {
  const { person, id } = sessionOf(caller);
  const changing = { pool: deps.pool, nowMs: deps.clock(), origin: origin() };
  if (body.everywhere) await endSessionsOf(changing, person);
  else await endSession(changing, { person, id });
  await deps.access.refresh();
  const headers = {
    'Set-Cookie': setCookieOf('', deps.settings.signIn),
    'Clear-Site-Data': '"cache", "storage"',
  };
  return { status: 204, headers };
});

const end = defineRoute({
  method: 'POST',
  path: `${PATH}/{id}/end`,
  title: { zh: '结束我的另一处登录', en: 'End another session of mine' },
  tag: 'access',
  access: 'principal',
  idempotent: 'unkept',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 204: noContent },
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, caller, origin }, deps) => {
  const changing = { pool: deps.pool, nowMs: deps.clock(), origin: origin() };
  const ended = caller.person !== undefined && (await endSession(changing, { person: caller.person, id }));
  if (!ended) {
    throw new Problem('not-found', {
      zh: `您没有登录“${id}”，或已结束。在 GET /api/v1/sessions 可查本人的登录。`,
      en: `You have no session "${id}", or it has ended: GET /api/v1/sessions lists yours.`,
    });
  }
  await deps.access.refresh();
  return { status: 204 };
});

const choose = defineRoute({
  method: 'POST',
  path: '/api/v1/session/seat',
  title: { zh: '切换岗位', en: 'Act as another seat of mine' },
  tag: 'access',
  description:
    '其他网页仍以原岗位打开，再更改时得 409。Other tabs still show the seat of before: their next change gets 409.',
  access: 'principal',
  idempotent: 'unkept',
  body: z.strictObject({ seat: z.string().trim().min(1).max(40) }).meta({ id: 'ChoosingSeat' }),
  responses: { 200: openedSession },
  problems: ['not-permitted'],
}).handledBy(async ({ body: { seat }, caller, origin }, deps) => {
  const { person, id } = sessionOf(caller);
  const directory = deps.county.directory();
  const nowMs = deps.clock();
  await chooseSeat({ pool: deps.pool, nowMs, origin: origin() }, directory, { person, id, seat });
  await deps.access.refresh();
  const session = { id, person, seat, expiresAt: caller.credential.expiresAt ?? isoOf(nowMs) };
  const terms = deps.settings.signIn.terms.session;
  return { status: 200, body: openedSessionView(session, directory, { nowMs, terms }) };
});

/** The session that asks. Throws `not-permitted` where a key does. */
export function sessionOf({ credential, person }: Caller): { readonly id: string; readonly person: string } {
  if (credential.signedIn !== undefined && person !== undefined) return { id: credential.id, person };
  throw new Problem('not-permitted', {
    zh: '只有登录后的网页可以这样做；您用的是密钥。密钥用 POST /api/v1/keys/{id}/revoke 撤销。',
    en: 'Only who signed in can do this; you sent a key. A key is revoked by POST /api/v1/keys/{id}/revoke.',
  });
}

/** The routes of sessions; who signed in may leave, look around and act as another seat. */
export const sessionRoutes: readonly Route[] = [list, signOut, end, choose];
