import type { UndoneWork } from './store/find-oldest-undone.ts';

/** What was seen of the oldest undone work before: the same one for how long. */
export interface WorkWatch {
  readonly key: string | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly sinceMs: number;
}

/** Seconds for which the same work may stay the oldest undone one; a queue that is merely long moves on. */
export const STANDSTILL_SECONDS = 6;

/** Judges from one look after another whether work is done at all: it is not where the oldest stays the oldest. */
export function judgeWork(
  before: WorkWatch,
  oldest: UndoneWork | undefined,
  nowMs: number,
): { readonly watch: WorkWatch; readonly standsStill: boolean } {
  if (oldest === undefined || oldest.key !== before.key) {
    return { watch: { key: oldest?.key, sinceMs: nowMs }, standsStill: false };
  }
  const watchedSeconds = (nowMs - before.sinceMs) / 1_000;
  return {
    watch: before,
    standsStill: Math.min(watchedSeconds, oldest.seconds) >= STANDSTILL_SECONDS,
  };
}
