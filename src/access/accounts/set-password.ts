import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Account } from '../store/accounts/read-account.ts';
import { logSignIn, type Origin } from '../store/accounts/sign-in-log.ts';
import { savePassword } from '../store/accounts/write-account.ts';
import { endSessions } from '../store/sessions/write-session.ts';
import type { AccountTerms } from './account-terms.ts';
import { hashPassword, isPassword } from './hash-password.ts';
import { whyWeak } from './password-policy.ts';

export interface SettingPassword {
  readonly pool: pg.Pool;
  readonly directory: Directory;
  readonly terms: AccountTerms;
  readonly nowMs: number;
  readonly origin: Origin;
}

/** Why the account may not have a password, as a problem; undefined where it may. */
async function faultOf(directory: Directory, account: Account, next: string): Promise<Problem | undefined> {
  const name = indexDirectory(directory).people.get(account.person)?.name ?? '';
  const weak = whyWeak(next, [account.login, name]);
  if (weak !== undefined) return new Problem('password-weak', weak);
  for (const kept of [account.password, ...account.earlier]) {
    if (kept !== null && (await isPassword(kept, next))) {
      return new Problem('password-weak', {
        zh: '此口令最近用过，请换一个。',
        en: 'The password was used lately; take another.',
      });
    }
  }
  return undefined;
}

/**
 * Sets a password in a transaction of its own; `within` runs in it, first. Every session of the person ends but `except`.
 * Throws `password-weak`.
 */
export async function setPassword(
  { pool, directory, terms, nowMs, origin }: SettingPassword,
  account: Account,
  { next, current, except }: { readonly next: string; readonly current?: string; readonly except?: string },
  within: (client: pg.ClientBase) => Promise<void> = async () => undefined,
): Promise<void> {
  const fault =
    current === next
      ? new Problem('password-weak', {
          zh: '新口令与现口令相同，请换一个。',
          en: 'The new password is the present one; take another.',
        })
      : await faultOf(directory, account, next);
  if (fault !== undefined) throw fault;
  const [at, password] = [isoOf(nowMs), await hashPassword(next)];
  const { person, login } = account;
  await inTransaction(pool, async (client) => {
    await within(client);
    await savePassword(client, { person, password, at, remembered: terms.remembered });
    await endSessions(client, { person, at, ...(except !== undefined && { except }) });
    await logSignIn(client, {
      kind: 'passwordSet',
      at,
      person,
      login,
      session: except ?? null,
      by: null,
      ...origin,
    });
  });
}
