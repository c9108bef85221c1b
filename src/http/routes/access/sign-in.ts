import { z } from 'zod';
import { takeUpInvitation } from '../../../access/accounts/invite.ts';
import { signIn as signInPerson } from '../../../access/accounts/sign-in.ts';
import { type OpenedSession, openSession } from '../../../access/sessions/open-session.ts';
import { isToken } from '../../../access/sessions/session-token.ts';
import { hasAccounts } from '../../../access/store/accounts/read-account.ts';
import type { Origin } from '../../../access/store/accounts/sign-in-log.ts';
import { demoRole, openedSession } from '../../../contract/session.ts';
import { holderOf } from '../../../directory/resolve/seat-holder.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';
import { demoRolesOf } from '../../representation/demo-roles.ts';
import { openedSessionView } from '../../representation/session-view.ts';
import { setCookieOf } from '../../request/session-cookie.ts';

const PATH = '/api/v1/sign-in';

const seat = z.string().trim().min(1).max(40);
const password = z.string().min(1).max(400);

const ways = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '如何登录', en: 'How to sign in' },
  tag: 'access',
  description: '登录页据此显示。What a sign-in page shows.',
  access: 'public',
  responses: {
    200: z
      .strictObject({
        password: z.boolean(),
        demo: z
          .strictObject({ roles: z.array(demoRole).readonly() })
          .optional()
          .meta({ description: '演示环境：任选身份，无需口令 A demo: anybody takes any role' }),
      })
      .meta({ id: 'WaysToSignIn' }),
  },
  problems: [],
}).handledBy(async (_request, deps) => {
  const demo = await isDemo(deps);
  const roles = demo ? { demo: { roles: demoRolesOf(deps.county.directory(), deps.clock()) } } : {};
  return { status: 200, body: { password: deps.settings.signIn.passwords, ...roles } };
});

const enter = defineRoute({
  method: 'POST',
  path: PATH,
  title: { zh: '登录', en: 'Sign in' },
  tag: 'access',
  description:
    '答复的 Cookie 即登录凭证；此后更改须带 Origin 与 X-Onedoor-Seat。口令到期时同时给出 newPassword。' +
    'The cookie of the answer is the credential; changes then carry Origin and X-Onedoor-Seat. Where the password has expired, give newPassword beside it.',
  access: 'public',
  idempotent: 'unkept',
  body: z
    .strictObject({
      login: z.string().trim().min(1).max(120).meta({ title: '登录名', 'x-title-en': 'Login name' }),
      password: password.meta({ title: '口令', 'x-title-en': 'Password' }),
      seat: seat.optional().meta({ title: '岗位，缺省为第一个', 'x-title-en': 'Seat, the first by default' }),
      newPassword: password.optional().meta({ title: '新口令', 'x-title-en': 'New password' }),
    })
    .meta({ id: 'SigningIn' }),
  responses: { 200: openedSession },
  answerHeaders: ['Set-Cookie'],
  problems: ['sign-in-refused', 'password-expired', 'password-weak', 'too-many-requests', 'not-permitted'],
}).handledBy(async ({ body, origin }, deps) => {
  expectSafe(deps);
  return letIn(deps, await signInPerson(signing(deps, origin()), body));
});

const takeUp = defineRoute({
  method: 'POST',
  path: `${PATH}/invitation`,
  title: { zh: '凭邀请链接设置口令并登录', en: 'Take up an invitation: set a password and come in' },
  tag: 'access',
  access: 'public',
  idempotent: 'unkept',
  body: z.strictObject({ token: z.string().max(100), password }).meta({ id: 'TakingUpInvitation' }),
  responses: { 200: openedSession },
  answerHeaders: ['Set-Cookie'],
  problems: ['not-found', 'password-weak', 'not-permitted'],
}).handledBy(async ({ body, origin }, deps) => {
  expectSafe(deps);
  const setting = signing(deps, origin());
  const { person, login } = await takeUpInvitation(setting, {
    ...body,
    token: isToken(body.token) ? body.token : '',
  });
  return letIn(deps, await openSession(setting, { person, login, way: 'password' }));
});

const tryOut = defineRoute({
  method: 'POST',
  path: `${PATH}/demo`,
  title: { zh: '演示登录：任选一个岗位', en: 'Demo: take any seat' },
  tag: 'access',
  description: '只在演示环境，且尚无账号时。Only in a demo, and while there are no accounts.',
  access: 'public',
  idempotent: 'unkept',
  body: z
    .strictObject({ seat: seat.meta({ title: '岗位', 'x-title-en': 'Seat' }) })
    .meta({ id: 'DemoSignIn' }),
  responses: { 200: openedSession },
  answerHeaders: ['Set-Cookie'],
  problems: ['not-found', 'not-permitted'],
}).handledBy(async ({ body, origin }, deps) => {
  if (!(await isDemo(deps))) {
    throw new Problem('not-found', {
      zh: '这里不是演示环境，或已有账号：请用登录名和口令登录。',
      en: 'This is no demo, or there are accounts: sign in by name and password.',
    });
  }
  const directory = deps.county.directory();
  const person = holderOf(directory, body.seat, deps.clock());
  if (person === undefined) {
    throw new Problem('not-found', {
      zh: `没有岗位“${body.seat}”，或此刻无人任职。`,
      en: `There is no seat "${body.seat}", or nobody holds it now.`,
    });
  }
  const who = { person, login: `demo:${person}`, way: 'demo', seat: body.seat } as const;
  return letIn(deps, await openSession(signing(deps, origin()), who));
});

/** Beside real accounts nobody takes a seat without a password. */
async function isDemo({ settings, pool }: DoorDeps): Promise<boolean> {
  return settings.signIn.demo && !(await hasAccounts(pool));
}

/** A password is read by nobody on its way. Throws `not-permitted` where it could be. */
function expectSafe({ settings }: DoorDeps): void {
  if (settings.signIn.passwords) return;
  throw new Problem('not-permitted', {
    zh: '此地址不是 https，口令会被途中他人看到，因此不收口令。请管理员把 ONEDOOR_PUBLIC_URL 设为 https 网址。',
    en: 'This address is not https: a password could be read on its way, so none is taken. Whoever runs it sets ONEDOOR_PUBLIC_URL to an https address.',
  });
}

function signing({ pool, county, settings, clock }: DoorDeps, origin: Origin) {
  return { pool, directory: county.directory(), terms: settings.signIn.terms, nowMs: clock(), origin };
}

async function letIn({ access, county, settings, clock }: DoorDeps, { token, ...session }: OpenedSession) {
  // This process knows the session before its first request comes.
  await access.refresh();
  const directory = county.directory();
  const nowMs = clock();
  return {
    status: 200,
    headers: { 'Set-Cookie': setCookieOf(token, settings.signIn) },
    body: openedSessionView(session, directory, { nowMs, terms: settings.signIn.terms.session }),
  } as const;
}

export const signInRoutes: readonly Route[] = [ways, enter, takeUp, tryOut];
