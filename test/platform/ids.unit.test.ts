import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { derivedId, isId, newId } from '../../src/platform/ids.ts';

const instants = fc.integer({ min: 0, max: Date.UTC(2100) });
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id', () => {
  it('is a UUID of version 7 that holds its instant, and follows from instant and random bytes alone', () => {
    fc.assert(
      fc.property(instants, bytes, (ms, random) => {
        const id = newId(ms, random);
        expect(id).toMatch(V7);
        expect(isId(id)).toBe(true);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(ms);
        expect(newId(ms, Uint8Array.from(random))).toBe(id);
      }),
    );
  });

  it('keeps 74 bits of the random bytes: another of them is another id', () => {
    fc.assert(
      fc.property(bytes, fc.nat(9), fc.nat(7), (random, byte, bit) => {
        // The upper half of the first byte makes way for the version, the two upper bits of the third for the variant.
        fc.pre(!(byte === 0 && bit > 3) && !(byte === 2 && bit > 5));
        const other = random.map((value, n) => (n === byte ? value ^ (1 << bit) : value));
        expect(newId(1, other)).not.toBe(newId(1, random));
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(instants, bytes, bytes, (ms, a, b) => {
        expect(newId(ms, a) < newId(ms + 1, b)).toBe(true);
      }),
    );
  });

  it('comes anew each time, and derived ids the same each time', () => {
    expect(new Set(Array.from({ length: 2_000 }, () => newId(0))).size).toBe(2_000);
    expect(derivedId('seed', 1)).toBe(derivedId('seed', 1));
    expect(derivedId('seed', 1)).not.toBe(derivedId('seed', 2));
    expect(isId(derivedId('seed', 1))).toBe(true);
  });
});
