import { describe, expect, it } from '@jest/globals';
import { createRest, createStandstill, type Moment } from './rest.ts';

const still: Moment = { trace: 'a', busy: false, looks: [5, 5], issued: 7 };

describe('a round', () => {
  it('rests when all have looked in vain and the doorbells rung meanwhile are answered', () => {
    const answered = new Set([7]);
    const isAtRest = createRest((issued) => answered.has(issued));
    const seen = [still, { ...still, looks: [8, 7] }, { ...still, looks: [8, 8], issued: 9 }, still].map(
      isAtRest,
    );
    expect(seen).toEqual([false, false, false, false]);
    answered.add(9);
    expect(isAtRest(still)).toBe(true);
  });

  it('does not rest however much time passes while nobody looks', () => {
    const isAtRest = createRest(() => true);
    expect(Array.from({ length: 1_000 }, () => isAtRest(still)).some(Boolean)).toBe(false);
  });

  it.each([
    ['something is stored', { trace: 'b' }],
    ['a command is on its way', { busy: true }],
  ])('begins to count anew when %s', (_, change) => {
    const isAtRest = createRest(() => true);
    isAtRest(still);
    isAtRest({ ...still, looks: [8, 8] });
    expect(isAtRest({ ...still, looks: [9, 9], ...change })).toBe(false);
    expect(isAtRest({ ...still, looks: [9, 9] })).toBe(false);
    expect(isAtRest({ ...still, looks: [11, 11] })).toBe(false);
  });
});

describe('a round in which somebody waits without end', () => {
  it('is over when the eye has seen the same again and again, and not before', () => {
    const isStill = createStandstill();
    const look = (trace: string, times: number) => Array.from({ length: times }, () => isStill(trace));
    expect(look('a', 1_500).some(Boolean)).toBe(false);
    expect(look('b', 1_500).some(Boolean)).toBe(false);
    expect(look('b', 1)).toEqual([true]);
  });
});
