import { describe, expect, it } from '@jest/globals';
import { judgeWork, STANDSTILL_SECONDS, type WorkWatch } from '../../src/doctor/judge-work.ts';

const NEVER: WorkWatch = { key: undefined, sinceMs: 0 };
const LONG = (STANDSTILL_SECONDS + 1) * 1_000;

/** Looks one after another, each with what is the oldest and for how many seconds it has waited. */
function looks(...seen: readonly (readonly [ms: number, key: string | undefined, seconds: number])[]) {
  let watch = NEVER;
  return seen.map(([ms, key, seconds]) => {
    const judged = judgeWork(watch, key === undefined ? undefined : { key, seconds }, ms);
    watch = judged.watch;
    return judged.standsStill;
  });
}

describe('work', () => {
  it('stands still where the same effect stays the oldest undone one', () => {
    expect(looks([0, 'a', 1], [3_000, 'a', 4], [LONG, 'a', 8])).toEqual([false, false, true]);
  });

  it('does not where the queue is long and moves on', () => {
    expect(looks([0, 'a', 60], [3_000, 'b', 60], [LONG, 'c', 60])).toEqual([false, false, false]);
  });

  it('does again as soon as the effect is done', () => {
    expect(looks([0, 'a', 9], [LONG, 'a', 16], [LONG + 1, undefined, 0])).toEqual([false, true, false]);
    expect(looks([0, 'a', 9], [LONG, 'a', 16], [LONG + 1, 'b', 9])).toEqual([false, true, false]);
  });
});
