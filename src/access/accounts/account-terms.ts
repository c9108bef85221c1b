import type { SessionTerms } from '../sessions/session-life.ts';
import type { LockTerms } from './lock-out.ts';

/** What the county asks of those who sign in. */
export interface AccountTerms {
  readonly lock: LockTerms;
  readonly session: SessionTerms;
  /** For how long a password is good, in milliseconds; infinite where it does not age. */
  readonly passwordMs: number;
  /** How many earlier passwords are not taken again. */
  readonly remembered: number;
  /** For how long a one-time link is good, in milliseconds. */
  readonly invitationMs: number;
  /** Refusals of one address within a minute before it has to wait. */
  readonly refusalsPerMinute: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The terms as the settings word them. */
export function accountTermsOf(set: {
  readonly idleMinutes: number;
  readonly adminIdleMinutes: number;
  readonly absoluteHours: number;
  readonly passwordDays: number;
  readonly lockFailures: number;
  readonly lockMinutes: number;
}): AccountTerms {
  return {
    lock: { failures: set.lockFailures, withinMs: 15 * MINUTE_MS, lockMs: set.lockMinutes * MINUTE_MS },
    session: {
      idleMs: set.idleMinutes * MINUTE_MS,
      adminIdleMs: set.adminIdleMinutes * MINUTE_MS,
      absoluteMs: set.absoluteHours * HOUR_MS,
    },
    passwordMs: set.passwordDays === 0 ? Number.POSITIVE_INFINITY : set.passwordDays * 24 * HOUR_MS,
    remembered: 5,
    invitationMs: 24 * HOUR_MS,
    refusalsPerMinute: 10,
  };
}
