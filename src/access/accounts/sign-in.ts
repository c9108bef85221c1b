import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { type OpenedSession, openSession } from '../sessions/open-session.ts';
import { type Account, readAccount } from '../store/accounts/read-account.ts';
import type { Origin } from '../store/accounts/sign-in-log.ts';
import type { AccountTerms } from './account-terms.ts';
import { judgePassword } from './judge-password.ts';
import { setPassword } from './set-password.ts';

/** What signing in goes by. */
export interface SigningIn {
  readonly pool: pg.Pool;
  readonly directory: Directory;
  readonly terms: AccountTerms;
  readonly nowMs: number;
  readonly origin: Origin;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** The seat to act as; the first that the person holds by default. */
  readonly seat?: string | undefined;
  /** Where the password has to be changed, or shall be. */
  readonly newPassword?: string | undefined;
}

/** A login name as it is kept: width and case make no difference. */
export function loginOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/**
 * Signs a person in. Unknown names, wrong passwords, locked and disabled accounts get the same answer after the same
 * work: nobody learns who has an account. Throws `sign-in-refused`, `too-many-requests`, `password-expired`,
 * `password-weak` or `not-permitted`.
 */
export async function signIn(signing: SigningIn, credentials: Credentials): Promise<OpenedSession> {
  const { pool } = signing;
  const login = loginOf(credentials.login);
  const account = await readAccount(pool, { login });
  const isRight = await judgePassword(signing, account, { login, password: credentials.password });
  if (account === undefined || !isRight) throw refused();
  await changePassword(signing, account, credentials);
  return openSession(signing, { person: account.person, login, way: 'password', seat: credentials.seat });
}

async function changePassword(
  signing: SigningIn,
  account: Account,
  { password, newPassword }: Credentials,
): Promise<void> {
  const { pool, terms, nowMs, origin, directory } = signing;
  if (newPassword !== undefined) {
    await setPassword({ pool, directory, terms, nowMs, origin }, account, {
      current: password,
      next: newPassword,
    });
    return;
  }
  if (nowMs - (account.passwordAt?.getTime() ?? 0) < terms.passwordMs) return;
  throw new Problem('password-expired', {
    zh: `口令已用满 ${Math.round(terms.passwordMs / 86_400_000)} 天，请同时给出新口令（newPassword）再登录。`,
    en: `The password is older than ${Math.round(terms.passwordMs / 86_400_000)} days: sign in with a new one beside it (newPassword).`,
  });
}

function refused(): Problem {
  return new Problem('sign-in-refused', {
    zh: '登录名或口令不对，或者账号已停用、因多次失败暂时锁定。请核对后再试；忘记口令请向系统管理员要一个新的邀请链接。',
    en: 'The name or the password is wrong, or the account is disabled or locked for a while after several failures. Check and try again; who forgot the password asks an administrator for a new invitation.',
  });
}
