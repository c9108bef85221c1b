import { hash } from 'node:crypto';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Account } from '../store/accounts/read-account.ts';
import { logSignIn, readAttempts } from '../store/accounts/sign-in-log.ts';
import { isPassword } from './hash-password.ts';
import { lockedUntil } from './lock-out.ts';
import type { SettingPassword } from './set-password.ts';

/**
 * Whether a password is that of an account, which is neither locked nor shut out; a refusal is written down. What was
 * refused is asked for again after the password was hashed: of many guesses sent at once those that come last are
 * judged by those that came first. Throws `too-many-requests`.
 */
export async function judgePassword(
  judging: Pick<SettingPassword, 'pool' | 'terms' | 'nowMs' | 'origin'>,
  account: Account | undefined,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<boolean> {
  const { pool, terms, nowMs, origin } = judging;
  const logged = account === undefined ? `unknown:${hash('sha256', login).slice(0, 16)}` : login;
  async function attemptsNow() {
    const { attempts, ofAddress } = await readAttempts(pool, {
      login: logged,
      since: isoOf(nowMs - 2 * (terms.lock.withinMs + terms.lock.lockMs)),
      address: origin.address,
      addressSince: isoOf(nowMs - 60_000),
    });
    if (ofAddress >= terms.refusalsPerMinute) throw tooMany();
    return attempts;
  }

  await attemptsNow();
  const isRight = await isPassword(account?.password ?? undefined, password);
  const isLocked = lockedUntil(await attemptsNow(), nowMs, terms.lock) !== undefined;
  if (account !== undefined && account.disabledAt === null && isRight && !isLocked) return true;
  const event = {
    kind: 'refused',
    at: isoOf(nowMs),
    person: account?.person ?? null,
    login: logged,
  } as const;
  await logSignIn(pool, { ...event, session: null, by: null, ...origin });
  return false;
}

function tooMany(): Problem {
  return new Problem('too-many-requests', {
    zh: '此地址一分钟内失败的登录过多，请一分钟后再试。',
    en: 'Too many refused sign-ins from this address within a minute: try again in a minute.',
  });
}
