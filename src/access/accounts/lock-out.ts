/** A refused attempt to sign in, or one that came through; the newest first. `atMs` is epoch milliseconds. */
export interface Attempt {
  readonly atMs: number;
  readonly entered: boolean;
}

/** After how many refusals within which time a name is locked, and for how long. */
export interface LockTerms {
  readonly failures: number;
  readonly withinMs: number;
  readonly lockMs: number;
}

/**
 * Until when a name is locked (epoch milliseconds); undefined where it is not. What came before the last entry does not
 * count, nor do attempts made while it was locked: else who guesses keeps the owner out for ever.
 */
export function lockedUntil(
  attempts: readonly Attempt[],
  nowMs: number,
  { failures, withinMs, lockMs }: LockTerms,
): number | undefined {
  const lastEntry = attempts.findIndex(({ entered }) => entered);
  const refused = (lastEntry === -1 ? attempts : attempts.slice(0, lastEntry))
    .map(({ atMs }) => atMs)
    .toReversed();
  let until = Number.NEGATIVE_INFINITY;
  let counted: number[] = [];
  for (const at of refused) {
    if (at < until) continue;
    counted = [...counted.filter((earlier) => at - earlier < withinMs), at];
    if (counted.length < failures) continue;
    until = at + lockMs;
    counted = [];
  }
  return nowMs < until ? until : undefined;
}
