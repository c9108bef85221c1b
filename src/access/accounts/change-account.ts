import type pg from 'pg';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { logSignIn, type Origin } from '../store/accounts/sign-in-log.ts';
import { setDisabled } from '../store/accounts/write-account.ts';
import { endSessions } from '../store/sessions/write-session.ts';

/** Shuts a person out, with every session of theirs, or lets them in again; false where that changes nothing. */
export function changeAccount(
  pool: pg.Pool,
  { person, disabled }: { readonly person: string; readonly disabled: boolean },
  { nowMs, by, origin }: { readonly nowMs: number; readonly by: string; readonly origin: Origin },
): Promise<boolean> {
  const at = isoOf(nowMs);
  return inTransaction(pool, async (client) => {
    if (!(await setDisabled(client, person, disabled ? at : null))) return false;
    if (disabled) await endSessions(client, { person, at });
    const kind = disabled ? 'disabled' : 'enabled';
    await logSignIn(client, { kind, at, person, login: null, session: null, by, ...origin });
    return true;
  });
}
