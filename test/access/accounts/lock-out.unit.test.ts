import { describe, expect, it } from '@jest/globals';
import { array, assert, nat, property } from 'fast-check';
import { lockedUntil } from '../../../src/access/accounts/lock-out.ts';

const MIN = 60_000;
const terms = { failures: 3, withinMs: 15 * MIN, lockMs: 10 * MIN };

/** Attempts as they come, the oldest first: minutes, negative where they came through. */
const attempts = (...minutes: number[]) =>
  minutes.map((minute) => ({ atMs: Math.abs(minute) * MIN, entered: minute < 0 })).toReversed();

describe('a name', () => {
  it('is locked with the last of so many refusals, for so long', () => {
    expect(lockedUntil(attempts(1, 2), 2 * MIN, terms)).toBeUndefined();
    expect(lockedUntil(attempts(1, 2, 3), 3 * MIN, terms)).toBe(13 * MIN);
    expect(lockedUntil(attempts(1, 2, 3), 13 * MIN, terms)).toBeUndefined();
  });

  it('is not locked by refusals that lie far apart, nor by those before an entry', () => {
    expect(lockedUntil(attempts(1, 10, 20), 20 * MIN, terms)).toBeUndefined();
    expect(lockedUntil(attempts(1, 2, -3, 4), 4 * MIN, terms)).toBeUndefined();
  });

  it('is not kept locked by who goes on guessing', () => {
    expect(lockedUntil(attempts(1, 2, 3, 4, 5, 6, 12), 13 * MIN, terms)).toBeUndefined();
    expect(lockedUntil(attempts(1, 2, 3, 4, 5, 13, 14, 15), 15 * MIN, terms)).toBe(25 * MIN);
  });

  it('is never locked longer than the terms say', () => {
    assert(
      property(array(nat(200), { maxLength: 40 }), nat(300), (minutes, now) => {
        const before = minutes.filter((minute) => minute <= now).toSorted((one, other) => one - other);
        const until = lockedUntil(attempts(...before), now * MIN, terms);
        expect(until === undefined || (until > now * MIN && until <= now * MIN + terms.lockMs)).toBe(true);
      }),
    );
  });
});
