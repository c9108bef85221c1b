import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../src/calendar/working-days.ts';
import { county, dates } from './county-calendar.ts';

const budgets = fc.integer({ min: 1, max: 600 });

describe('adding working days', () => {
  it.each([
    ['an ordinary Monday', '2025-06-09', 1, '2025-06-10'],
    ['a Friday', '2025-06-13', 1, '2025-06-16'],
    ['a Saturday', '2025-06-14', 1, '2025-06-16'],
    ['the eve of National Day 2025, into which a make-up Saturday falls', '2025-09-30', 3, '2025-10-11'],
    ['a Friday before a make-up Sunday', '2025-09-26', 1, '2025-09-28'],
    ['the last make-up day before Spring Festival 2026', '2026-02-14', 1, '2026-02-24'],
    ['the last day of 2025, over New Year to a make-up Sunday', '2025-12-31', 1, '2026-01-04'],
    ['a day, none', '2025-10-01', 0, '2025-10-01'],
  ])('from %s', (_case, start, n, expected) => {
    expect(addWorkingDays(county, start, n)).toBe(expected);
  });

  it('of n and counting them gives n, and ends on a working day', () => {
    fc.assert(
      fc.property(dates(2000, 2090), budgets, (start, n) => {
        const end = addWorkingDays(county, start, n);
        expect(workingDaysBetween(county, start, end)).toBe(n);
        expect(workingDaysBetween(county, end, start)).toBe(-n);
        expect(isWorkingDay(county, end)).toBe(true);
      }),
    );
  });

  it('agrees with walking the days one by one', () => {
    fc.assert(
      fc.property(dates(2023, 2028), fc.integer({ min: 1, max: 60 }), (start, n) => {
        let ms = Date.parse(start);
        for (let left = n; left > 0; ) {
          ms += 86_400_000;
          if (isWorkingDay(county, new Date(ms).toISOString().slice(0, 10))) left -= 1;
        }
        expect(addWorkingDays(county, start, n)).toBe(new Date(ms).toISOString().slice(0, 10));
      }),
    );
  });

  it('is monotone: a later start or a larger budget never ends earlier', () => {
    fc.assert(
      fc.property(dates(2000, 2090), dates(2000, 2090), budgets, (a, b, n) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(addWorkingDays(county, first, n) <= addWorkingDays(county, second, n)).toBe(true);
        expect(addWorkingDays(county, first, n) < addWorkingDays(county, first, n + 1)).toBe(true);
      }),
    );
  });

  it.each([-1, 1.5, Number.NaN])('refuses a budget of %d', (n) => {
    expect(() => addWorkingDays(county, '2025-06-09', n)).toThrow(
      `The budget is ${n} working days, expected a whole number from 0`,
    );
  });

  it('refuses a budget that runs past 2100', () => {
    expect(() => addWorkingDays(county, '2100-12-30', 500)).toThrow(
      '500 working days after 2100-12-30 lie past 2100, expected a budget that ends by then',
    );
  });
});
