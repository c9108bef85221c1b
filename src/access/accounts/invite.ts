import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { isoOf } from '../../platform/clock.ts';
import { codeOf } from '../../platform/error-code.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { newToken, tokenDigest } from '../sessions/session-token.ts';
import { invitedBy, saveInvitation, useInvitation } from '../store/accounts/invitations.ts';
import { readAccount } from '../store/accounts/read-account.ts';
import { logSignIn, type Origin } from '../store/accounts/sign-in-log.ts';
import { saveAccount } from '../store/accounts/write-account.ts';
import type { AccountTerms } from './account-terms.ts';
import { type SettingPassword, setPassword } from './set-password.ts';
import { loginOf } from './sign-in.ts';

/** A one-time link's secret, at the one moment when it can be read. */
export interface GivenInvitation {
  readonly person: string;
  readonly name: string;
  readonly login: string;
  readonly token: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,59}$/u;

/**
 * Opens an account for a person of the directory, or gives one that forgot the password a new link; earlier links end.
 * Throws `directory-conflict` where there is no such person, or the login name is another's.
 */
export async function invite(
  client: pg.ClientBase,
  directory: Directory,
  { person, login: asked }: { readonly person: string; readonly login?: string | undefined },
  {
    nowMs,
    by,
    origin,
    terms,
  }: { readonly nowMs: number; readonly by: string; readonly origin: Origin; readonly terms: AccountTerms },
): Promise<GivenInvitation> {
  const { people } = indexDirectory(directory);
  const known = people.get(person);
  if (known === undefined) throw unknownPerson(directory, person);
  const login = loginOf(asked ?? (await readAccount(client, { person }))?.login ?? person);
  if (!LOGIN.test(login)) {
    throw new Problem('directory-conflict', {
      zh: `登录名“${login.slice(0, 60)}”不合要求：2 至 60 个字母、汉字、数字或 . _ @ -，以字母、汉字或数字开头。`,
      en: `The login name "${login.slice(0, 60)}" does not do: 2 to 60 letters, digits or . _ @ -, beginning with a letter or digit.`,
    });
  }
  const [at, token] = [isoOf(nowMs), newToken()];
  const expiresAt = isoOf(nowMs + terms.invitationMs);
  await saveAccount(client, { person, login, at, by }).catch((error: unknown) => {
    throw codeOf(error) === '23505' ? taken(login) : error;
  });
  await saveInvitation(client, { digest: tokenDigest(token), person, at, by, expiresAt });
  await logSignIn(client, { kind: 'invited', at, person, login, session: null, by, ...origin });
  return { person, name: known.name, login, token, expiresAt };
}

/** Takes up an invitation: the person sets a password, and their sessions of before end. Throws `not-found` or `password-weak`. */
export async function takeUpInvitation(
  setting: SettingPassword,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ readonly person: string; readonly login: string }> {
  const [digest, at] = [tokenDigest(token), isoOf(setting.nowMs)];
  const person = await invitedBy(setting.pool, digest, at);
  const account = person === undefined ? undefined : await readAccount(setting.pool, { person });
  // Who was shut out is let in again by an administrator, not by a link of before.
  if (account === undefined || account.disabledAt !== null) throw noInvitation();
  await setPassword(setting, account, { next: password }, async (client) => {
    if ((await useInvitation(client, digest, at)) === undefined) throw noInvitation();
  });
  return account;
}

function noInvitation(): Problem {
  return new Problem('not-found', {
    zh: '邀请链接无效：已用过、已过期，或被更新的邀请取代。请向系统管理员要一个新的。',
    en: 'The invitation is not valid: used, past, or replaced by a later one. Ask an administrator for a new one.',
  });
}

function taken(login: string): Problem {
  return new Problem('directory-conflict', {
    zh: `登录名“${login}”已是他人的，请换一个。`,
    en: `The login name "${login}" is somebody else's; take another.`,
  });
}

function unknownPerson(directory: Directory, person: string): Problem {
  const near = directory.people
    .filter(({ id, name }) => name.includes(person) || id.startsWith(person.slice(0, 4)))
    .slice(0, 6)
    .map(({ id, name }) => `${name}（${id}）`);
  return new Problem('directory-conflict', {
    zh: `组织目录中没有人员“${person}”${near.length > 0 ? `；相近的有：${near.join('、')}` : ''}。`,
    en: `The directory has no person "${person}"${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}.`,
  });
}
