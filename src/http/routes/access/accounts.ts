import { z } from 'zod';
import { judgePassword } from '../../../access/accounts/judge-password.ts';
import { setPassword } from '../../../access/accounts/set-password.ts';
import {
  type Account,
  listAccounts,
  readAccount,
  stateOf,
} from '../../../access/store/accounts/read-account.ts';
import { invitePerson } from '../../../app/access/invite-person.ts';
import { switchAccount } from '../../../app/access/switch-account.ts';
import { account, givenInvitation } from '../../../contract/account.ts';
import type { Directory } from '../../../directory/directory.ts';
import { indexDirectory } from '../../../directory/directory-index.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { noContent } from '../../answer/reply.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { sessionOf } from './sessions.ts';

const PATH = '/api/v1/accounts';

const personId = z.string().trim().min(1).max(60);

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '账号清单', en: 'Accounts' },
  tag: 'access',
  access: ['admin', 'auditor'],
  responses: { 200: z.strictObject({ items: z.array(account).readonly() }) },
  problems: [],
}).handledBy(async (_request, { pool, county }) => {
  const found = await listAccounts(pool);
  return { status: 200, body: { items: found.map((one) => accountView(one, county.directory())) } };
});

const inviteSomebody = defineRoute({
  method: 'POST',
  path: `${PATH}/invitations`,
  title: { zh: '邀请：开账号，或给忘记口令者新链接', en: 'Invite: open an account, or give a new link' },
  tag: 'access',
  description:
    '答复中的 token 只出现这一次，24 小时内一次有效；由本人凭它设置口令。' +
    'The token is in this answer once, good once within 24 hours; the person sets a password with it.',
  access: ['admin'],
  idempotent: 'unkept',
  body: z
    .strictObject({
      person: personId.meta({ title: '人员编号', 'x-title-en': 'Person' }),
      login: z.string().trim().min(1).max(120).optional().meta({
        title: '登录名，缺省为现有的或人员编号',
        'x-title-en': 'Login name; the present one, or the id of the person',
      }),
    })
    .meta({ id: 'InvitationWanted' }),
  responses: {
    201: givenInvitation,
  },
  problems: ['directory-conflict', 'not-permitted'],
}).handledBy(async ({ body, caller, origin }, deps) => {
  const inviting = { by: caller, origin: origin(), terms: deps.settings.signIn.terms };
  const { login, token, expiresAt, name, person } = await invitePerson(deps, body, inviting);
  return { status: 201, body: { person: { id: person, name }, login, token, expiresAt } };
});

const disable = switching('disable', {
  zh: '停用账号，登录随即失效',
  en: 'Shut an account out, with all its sessions',
});
const enable = switching('enable', { zh: '重新启用账号', en: 'Let an account in again' });

const changePassword = defineRoute({
  method: 'POST',
  path: '/api/v1/password',
  title: { zh: '修改我的口令', en: 'Change my password' },
  tag: 'access',
  description: '其他各处的登录随即退出。Every other session of the person ends.',
  access: 'principal',
  idempotent: 'unkept',
  body: z
    .strictObject({ current: z.string().min(1).max(400), next: z.string().min(1).max(400) })
    .meta({ id: 'ChangingPassword' }),
  responses: { 204: noContent },
  problems: ['not-permitted', 'sign-in-refused', 'password-weak', 'too-many-requests'],
}).handledBy(async ({ body, caller, origin }, deps) => {
  const session = sessionOf(caller);
  const { pool, county, settings, clock } = deps;
  const { terms } = settings.signIn;
  const setting = { pool, directory: county.directory(), terms, nowMs: clock(), origin: origin() };
  const known = await readAccount(pool, { person: session.person });
  // Who holds somebody's session must not guess their password with it.
  const tried = { login: known?.login ?? session.person, password: body.current };
  const isRight = await judgePassword(setting, known, tried);
  if (known === undefined || !isRight) {
    throw new Problem('sign-in-refused', {
      zh: '现口令不对，或因多次失败暂时锁定。请稍后再试。',
      en: 'The present password is wrong, or locked for a while after several failures: try again later.',
    });
  }
  await setPassword(setting, known, { ...body, except: session.id });
  await deps.access.refresh();
  return { status: 204 };
});

function switching(act: 'disable' | 'enable', title: { readonly zh: string; readonly en: string }): Route {
  return defineRoute({
    method: 'POST',
    path: `${PATH}/{person}/${act}`,
    title,
    tag: 'access',
    access: ['admin'],
    idempotent: 'unkept',
    params: z.strictObject({ person: personId }),
    responses: { 200: account },
    problems: ['not-found', 'not-permitted'],
  }).handledBy(async ({ params, caller, origin }, deps) => {
    const { person } = params;
    await switchAccount(deps, { person, disabled: act === 'disable' }, { by: caller, origin: origin() });
    const found = await readAccount(deps.pool, { person });
    if (found === undefined) throw noAccount(person);
    return { status: 200, body: accountView(found, deps.county.directory()) };
  });
}

function noAccount(who: string): Problem {
  return new Problem('not-found', {
    zh: `人员“${who}”没有账号。先邀请：POST /api/v1/accounts/invitations。`,
    en: `The person "${who}" has no account: invite them first, POST /api/v1/accounts/invitations.`,
  });
}

function accountView(known: Account, directory: Directory): z.input<typeof account> {
  const { person: who, login, passwordAt, createdAt, createdBy, disabledAt } = known;
  const named = (id: string) => indexDirectory(directory).people.get(id)?.name ?? id;
  return {
    person: { id: who, name: named(who) },
    login,
    state: stateOf(known),
    createdAt: createdAt.toISOString(),
    createdBy: named(createdBy),
    passwordAt: passwordAt?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

export const accountRoutes: readonly Route[] = [list, inviteSomebody, disable, enable, changePassword];
