import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { numberOf, serialOf } from '../../src/tasks/number.ts';

describe('the number of a task', () => {
  it('is the county year of its creation and its serial', () => {
    expect(numberOf(123, '2026-11-22T08:00:00.000Z')).toBe('2026-000123');
  });

  it('belongs to the new year from midnight in the county, eight hours before UTC', () => {
    expect(numberOf(7, '2026-12-31T15:59:59.999Z')).toBe('2026-000007');
    expect(numberOf(7, '2026-12-31T16:00:00.000Z')).toBe('2027-000007');
  });

  it('leads back to the serial, however large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (serial) => {
        expect(serialOf(numberOf(serial, '2026-01-01T00:00:00.000Z'))).toBe(serial);
      }),
    );
  });

  it('is read as people type it: without zeros, in full width, with blanks around', () => {
    expect(serialOf(' 2026-123 ')).toBe(123);
    expect(serialOf('２０２６－０００１２３')).toBe(123);
  });

  it('is not read into other texts', () => {
    for (const text of ['智慧犬管', '123', '2026-', '2026-12x', '1826-000001']) {
      expect(serialOf(text)).toBeUndefined();
    }
  });
});
