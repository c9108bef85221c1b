import type { Outcome } from './strike.ts';

export interface Limits {
  readonly replacedMs: number;
  readonly toldMs: number;
  readonly resumedMs: number;
}

/** What is promised. */
export const LIMITS: Limits = { replacedMs: 10_000, toldMs: 10_000, resumedMs: 15_000 };

/** On a machine of which nobody knows what else it does: noise breaks none of these, a connection that is held on to all. */
export const PATIENT: Limits = { replacedMs: 40_000, toldMs: 40_000, resumedMs: 60_000 };

/** In which points an outcome passes the limits. */
export function judge(
  { struck, replacedMs, toldMs, resumedMs, broken }: Outcome,
  limits: Limits,
): readonly string[] {
  return [
    ...(struck === 0 ? ['no connection of that name was struck'] : []),
    ...over('a dead connection was held on to', replacedMs, limits.replacedMs),
    ...over('the door said that it is ready', toldMs, limits.toldMs),
    ...over('nothing was done', resumedMs, limits.resumedMs),
    ...broken,
  ];
}

function over(what: string, ms: number | undefined, limit: number): readonly string[] {
  if (ms === undefined || ms <= limit) return [];
  return [`${what} for ${(ms / 1_000).toFixed(1)} s; at most ${limit / 1_000} s are promised`];
}
