import type { Role } from '../role.ts';

/** How long sessions last. */
export interface SessionTerms {
  /** Without a request of the person, in milliseconds. */
  readonly idleMs: number;
  /** The same for those who administer. */
  readonly adminIdleMs: number;
  /** Whatever they do, in milliseconds. */
  readonly absoluteMs: number;
}

/** How long a session of a role may be idle, in milliseconds. */
export function idleMsOf(role: Role | undefined, { idleMs, adminIdleMs }: SessionTerms): number {
  return role === 'admin' ? adminIdleMs : idleMs;
}

/** What of a session decides whether it still stands; epoch milliseconds. */
export interface SessionSpan {
  readonly seenAtMs: number;
  readonly expiresAtMs: number;
  readonly endedAtMs: number | undefined;
}

/** When a session ends if nothing more is done in it; epoch milliseconds. */
export function endOf({ seenAtMs, expiresAtMs, endedAtMs }: SessionSpan, idleMs: number): number {
  return Math.min(seenAtMs + idleMs, expiresAtMs, endedAtMs ?? Number.POSITIVE_INFINITY);
}
