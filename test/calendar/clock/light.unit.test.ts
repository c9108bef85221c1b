import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { lightBounds, lightOf, yellowFrom } from '../../../src/calendar/clock/light.ts';
import { county, instants, shanghai } from '../county-calendar.ts';

const windows = fc.integer({ min: 0, max: 12 });
const dueAt = shanghai('2025-06-13 17:30');

/** As the county, but with a half day and an opening in the evening, to try what data allows. */
const odd = createCalendar({
  years: county.years,
  officeHours: county.officeHours,
  countyDays: [
    { date: '2025-06-11', kind: 'workday', name: '半日', hours: [{ from: '19:00', to: '21:00' }] },
    { date: '2025-06-12', kind: 'holiday', name: '停电' },
  ],
});

/** As a query sorts open tasks: two comparisons. */
function lightByBounds(calendar: typeof county, due: string, now: string, warn: number): string {
  const { overdueBefore, yellowBefore } = lightBounds(calendar, now, warn);
  if (due < overdueBefore) return 'red';
  return due < yellowBefore ? 'yellow' : 'green';
}

describe('the light', () => {
  it.each([
    ['the evening before the window opens', '2025-06-09 17:30', 'green'],
    ['early on the day from which three working days follow', '2025-06-10 08:29', 'green'],
    ['as offices open on that day', '2025-06-10 08:30', 'yellow'],
    ['at the due instant', '2025-06-13 17:30', 'yellow'],
    ['a minute later', '2025-06-13 17:31', 'red'],
  ])('%s', (_case, now, light) => {
    expect(lightOf({ calendar: county, dueAt, now: shanghai(now) })).toBe(light);
  });

  it('is none without a due date', () => {
    expect(lightOf({ calendar: county, dueAt: null, now: dueAt })).toBe('none');
  });

  it.each([
    ['2025-06-06 10:00', 'green'],
    ['2025-06-12 10:00', 'yellow'],
    ['2025-06-16 10:00', 'red'],
  ])('of a task closed at %s stays %s for ever', (closed, light) => {
    const now = shanghai('2026-01-05 10:00');
    expect(lightOf({ calendar: county, dueAt, now, closedAt: shanghai(closed) })).toBe(light);
  });

  it('warns before a holiday, not in it: due the day after National Day 2025, yellow on 26 September', () => {
    expect(yellowFrom(county, shanghai('2025-10-09 17:30'), 4)).toBe(shanghai('2025-09-26 08:30'));
  });

  it('never turns back, and yellow never begins after the due instant', () => {
    const order = ['green', 'yellow', 'red'];
    fc.assert(
      fc.property(
        instants(2024, 2028),
        instants(2024, 2028),
        instants(2024, 2028),
        windows,
        (due, a, b, warn) => {
          const [first, second] = a <= b ? [a, b] : [b, a];
          const rank = (now: string) =>
            order.indexOf(lightOf({ calendar: county, dueAt: due, now, warnWorkingDays: warn }));
          expect(rank(first)).toBeLessThanOrEqual(rank(second));
          expect(yellowFrom(county, due, warn) <= due).toBe(true);
          expect(yellowFrom(county, due, warn + 1) <= yellowFrom(county, due, warn)).toBe(true);
        },
      ),
    );
  });

  it('refuses a window that is no whole number', () => {
    expect(() => lightOf({ calendar: county, dueAt, now: dueAt, warnWorkingDays: -1 })).toThrow(
      'The warning window is -1 working days, expected a whole number from 0',
    );
  });
});

describe('the bounds for a query', () => {
  it('name the last instant still yellow', () => {
    expect(lightBounds(county, shanghai('2025-06-10 08:30'))).toEqual({
      overdueBefore: shanghai('2025-06-10 08:30'),
      yellowBefore: shanghai('2025-06-16 00:00'),
    });
  });

  it.each([
    ['the county calendar', county],
    ['a calendar with odd hours', odd],
  ])('agree with the light of every task: %s', (_case, calendar) => {
    // Due dates near now, near the edges of days, and near the bounds themselves, where a mistake would show.
    const near = fc.tuple(instants(2025, 2025), fc.integer({ min: -400, max: 400 })).chain(([now, hours]) =>
      fc.tuple(
        fc.constant(now),
        fc.oneof(
          fc.constant(new Date(Date.parse(now) + hours * 3_600_000).toISOString()),
          instants(2025, 2025),
          windows.chain((warn) =>
            fc
              .integer({ min: -1, max: 1 })
              .map((off) =>
                new Date(Date.parse(lightBounds(calendar, now, warn).yellowBefore) + off).toISOString(),
              ),
          ),
          fc.integer({ min: -1, max: 1 }).map((off) => new Date(Date.parse(now) + off).toISOString()),
        ),
      ),
    );
    fc.assert(
      fc.property(near, windows, ([now, due], warn) => {
        const light = lightOf({ calendar, dueAt: due, now, warnWorkingDays: warn });
        expect(lightByBounds(calendar, due, now, warn)).toBe(light);
      }),
      { numRuns: 5_000 },
    );
  });

  it('agree at both ends of the calendar', () => {
    const ends = ['2000-01-03T00:30:00.000Z', '2000-01-05T00:30:00.000Z', '2100-12-31T09:30:00.000Z'];
    for (const now of ends) {
      for (const due of ends) {
        const light = lightOf({ calendar: county, dueAt: due, now, warnWorkingDays: 9 });
        expect([now, due, lightByBounds(county, due, now, 9)]).toEqual([now, due, light]);
      }
    }
  });
});
