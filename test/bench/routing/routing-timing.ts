import { percentile } from '../percentile.ts';

/** Times of single calls in milliseconds, and how many calls a second they make. */
export interface Timing {
  readonly calls: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly perSecond: number;
}

/** Calls a function for each item after one round of warming up, and times every call. */
export function timeEach<T>(items: readonly T[], rounds: number, call: (item: T) => unknown): Timing {
  for (const item of items) call(item);
  const times: number[] = [];
  const started = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const item of items) {
      const before = performance.now();
      call(item);
      times.push(performance.now() - before);
    }
  }
  const perSecond = (1000 * times.length) / (performance.now() - started);
  return {
    calls: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: percentile(times, 1),
    perSecond: Math.round(perSecond),
  };
}

/** Times a call too short for the clock: microseconds each, averaged over many. */
export function timeHot(calls: number, call: () => unknown): number {
  for (let warm = 0; warm < calls / 10; warm++) call();
  const started = performance.now();
  for (let at = 0; at < calls; at++) call();
  return (1000 * (performance.now() - started)) / calls;
}

/** Resident and heap memory now, in MiB; collected garbage first where node allows it (--expose-gc). */
export function memoryNow(): { rss: number; heap: number } {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: Math.round(rss / 1_048_576), heap: Math.round(heapUsed / 1_048_576) };
}
