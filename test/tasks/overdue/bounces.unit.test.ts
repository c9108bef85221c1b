import { describe, expect, it } from '@jest/globals';
import { bouncesBy, bouncesOf } from '../../../src/tasks/overdue/bounces.ts';
import type { BounceCount } from '../../../src/tasks/store/overdue/count-bounces.ts';

const count = (of: Partial<BounceCount>): BounceCount => ({
  step: 'rule',
  rule: 'dogs',
  unit: 'O1',
  dispatches: 0,
  returns: 0,
  upheld: 0,
  rebound: 0,
  ...of,
});

const counts = [
  count({ dispatches: 3, returns: 1, rebound: 1 }),
  count({ unit: 'O2', dispatches: 4, returns: 2, upheld: 1 }),
  count({ step: 'duty', rule: null, unit: 'O2', dispatches: 2 }),
];

describe('bounces', () => {
  it('are put together by unit, the most returned first, with what awaits its ruling', () => {
    expect(bouncesBy('unit', counts)).toEqual([
      { key: 'O2', dispatches: 6, returns: 2, rate: 0.3333, upheld: 1, rebound: 0, pending: 1 },
      { key: 'O1', dispatches: 3, returns: 1, rate: 0.3333, upheld: 0, rebound: 1, pending: 0 },
    ]);
  });

  it('by rule leave out what no rule decided, by step leave out nothing', () => {
    expect(bouncesBy('rule', counts)).toMatchObject([
      { key: 'dogs', dispatches: 7, returns: 3, rate: 0.4286 },
    ]);
    expect(bouncesBy('step', counts).map(({ key }) => key)).toEqual(['rule', 'duty']);
  });

  it('of nothing are no rate', () => {
    expect(bouncesOf([])).toMatchObject({ dispatches: 0, rate: 0, pending: 0 });
  });
});
