import type { BounceCount } from '../store/overdue/count-bounces.ts';

/** By what dispatches are put together. */
export const bounceGrounds = ['rule', 'unit', 'step'] as const;
export type BounceGround = (typeof bounceGrounds)[number];

/** What came back of some dispatches. */
export interface Bounces {
  readonly dispatches: number;
  readonly returns: number;
  /** Share of the dispatches that were returned, in four decimals; 0 where there were none. */
  readonly rate: number;
  /** Of the returns: the first dispatch stood, it went to another unit, or it awaits its ruling. */
  readonly upheld: number;
  readonly rebound: number;
  readonly pending: number;
}

export interface BouncesOf extends Bounces {
  readonly key: string;
}

/** Groups dispatches by a ground, the most returned first. Where the ground is the rule, those that no rule decided are left out. */
export function bouncesBy(ground: BounceGround, counts: readonly BounceCount[]): readonly BouncesOf[] {
  const groups = new Map<string, BounceCount[]>();
  for (const count of counts) {
    const key = count[ground];
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(count);
    else groups.set(key, [count]);
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...bouncesOf(group) }))
    .toSorted((a, b) => b.returns - a.returns || b.rate - a.rate || (a.key < b.key ? -1 : 1));
}

/** All of some counts together. */
export function bouncesOf(counts: readonly BounceCount[]): Bounces {
  const sum = (of: (count: BounceCount) => number) => counts.reduce((total, count) => total + of(count), 0);
  const dispatches = sum((count) => count.dispatches);
  const returns = sum((count) => count.returns);
  const upheld = sum((count) => count.upheld);
  const rebound = sum((count) => count.rebound);
  const rate = dispatches === 0 ? 0 : Math.round((returns / dispatches) * 10_000) / 10_000;
  return { dispatches, returns, rate, upheld, rebound, pending: returns - upheld - rebound };
}
