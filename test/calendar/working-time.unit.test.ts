import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isWorkingDay } from '../../src/calendar/working-days.ts';
import {
  addWorkingMinutes,
  workingDaysLate,
  workingMinutesBetween,
} from '../../src/calendar/working-time.ts';
import { county, instants, shanghai } from './county-calendar.ts';

/** The slow and obvious way: is the minute that ends here a working one? */
function isWorkingMinute(endMs: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(endMs - 1).toZonedDateTimeISO('Asia/Shanghai');
  const minute = wall.hour * 60 + wall.minute;
  const open = (minute >= 510 && minute < 720) || (minute >= 810 && minute < 1050);
  return open && isWorkingDay(county, wall.toPlainDate().toString());
}

describe('working minutes between two instants', () => {
  it.each([
    ['a full day', '2025-06-09 08:30', '2025-06-09 17:30', 450],
    ['lunch', '2025-06-09 12:00', '2025-06-09 13:30', 0],
    ['a morning until half past eleven', '2025-06-09 09:00', '2025-06-09 11:30', 150],
    ['Friday evening to Monday morning', '2025-06-13 17:00', '2025-06-16 09:00', 60],
    ['National Day 2025', '2025-09-30 17:30', '2025-10-09 08:30', 0],
    ['a make-up Saturday', '2025-10-11 00:00', '2025-10-12 00:00', 450],
    ['time running backwards', '2025-06-09 17:30', '2025-06-09 08:30', -450],
  ])('%s', (_case, from, to, minutes) => {
    expect(workingMinutesBetween(county, shanghai(from), shanghai(to))).toBe(minutes);
  });

  it('is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(instants(2023, 2028), fc.integer({ min: 0, max: 4 * 1440 }), (from, length) => {
        const start = Math.floor(Date.parse(from) / 60_000) * 60_000;
        let counted = 0;
        for (let i = 1; i <= length; i += 1) if (isWorkingMinute(start + i * 60_000)) counted += 1;
        const ends = [start, start + length * 60_000].map((ms) => new Date(ms).toISOString());
        expect(workingMinutesBetween(county, ends[0] ?? '', ends[1] ?? '')).toBe(counted);
      }),
      { numRuns: 30 },
    );
  });

  it('counts a minute at its end, and not before', () => {
    const opening = shanghai('2025-06-09 08:30');
    expect(workingMinutesBetween(county, opening, opening.replace('00.000', '59.999'))).toBe(0);
    expect(workingMinutesBetween(county, opening, opening.replace('30:00', '31:00'))).toBe(1);
  });

  it('adds up exactly over any point between', () => {
    fc.assert(
      fc.property(instants(2000, 2099), instants(2000, 2099), instants(2000, 2099), (a, b, c) => {
        const parts = workingMinutesBetween(county, a, b) + workingMinutesBetween(county, b, c);
        expect(parts).toBe(workingMinutesBetween(county, a, c));
      }),
    );
  });
});

describe('adding working minutes', () => {
  it.each([
    ['over lunch', '2025-06-09 11:00', 120, '2025-06-09 14:30'],
    ['to closing time, not to the next opening', '2025-06-09 08:30', 450, '2025-06-09 17:30'],
    ['over the weekend', '2025-06-13 17:00', 60, '2025-06-16 09:00'],
    ['from outside office hours', '2025-06-14 03:00', 30, '2025-06-16 09:00'],
  ])('%s', (_case, from, minutes, expected) => {
    expect(addWorkingMinutes(county, shanghai(from), minutes)).toBe(shanghai(expected));
  });

  it('of n and counting them gives n, at the earliest instant', () => {
    fc.assert(
      fc.property(instants(2000, 2090), fc.integer({ min: 1, max: 200_000 }), (from, minutes) => {
        const end = addWorkingMinutes(county, from, minutes);
        const justBefore = new Date(Date.parse(end) - 1).toISOString();
        expect(workingMinutesBetween(county, from, end)).toBe(minutes);
        expect(addWorkingMinutes(county, from, 0)).toBe(from);
        expect(workingMinutesBetween(county, justBefore, end)).toBeGreaterThanOrEqual(0);
        expect(addWorkingMinutes(county, from, minutes - 1) < end).toBe(true);
      }),
    );
  });

  it('refuses a part of a minute, and what runs past 2100', () => {
    expect(() => addWorkingMinutes(county, shanghai('2025-06-09 08:30'), 0.5)).toThrow(
      'The working time to add is 0.5 minutes, expected a whole number from 0',
    );
    expect(() => addWorkingMinutes(county, shanghai('2100-12-31 08:30'), 9_000)).toThrow(
      /lie past 2100, expected an end by then/,
    );
  });
});

describe('working days late', () => {
  const dueAt = shanghai('2025-09-30 17:30');

  it.each([
    ['before it is due', '2025-09-30 17:00', 0, 0, 0],
    ['at the due instant', '2025-09-30 17:30', 0, 0, 0],
    ['in the holiday after it', '2025-10-05 12:00', 0, 0, 0],
    ['after one morning of work', '2025-10-09 12:00', 0.4, 0, 210],
    ['at the end of the first working day after', '2025-10-09 17:30', 1, 1, 450],
    ['after a make-up Saturday', '2025-10-11 23:00', 3, 3, 1350],
    ['a tenth of a day later', '2025-10-13 09:15', 3.1, 3, 1395],
  ])('%s', (_case, now, days, wholeDays, minutes) => {
    expect(workingDaysLate(county, dueAt, shanghai(now))).toEqual({ days, wholeDays, minutes });
  });

  it('reads every tenth of a day exactly: 45 minutes of 450', () => {
    const read = Array.from({ length: 400 }, (_, tenths) => {
      return workingDaysLate(county, dueAt, addWorkingMinutes(county, dueAt, tenths * 45)).days;
    });
    expect(read).toEqual(read.map((_, tenths) => tenths / 10));
  });

  it('never shrinks while time passes, and is zero until the due instant', () => {
    fc.assert(
      fc.property(instants(2024, 2028), instants(2024, 2028), instants(2024, 2028), (due, a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const [early, late] = [workingDaysLate(county, due, first), workingDaysLate(county, due, second)];
        expect(early.days).toBeLessThanOrEqual(late.days);
        expect(Math.floor(late.days)).toBe(late.wholeDays);
        if (first <= due) expect(early).toEqual({ days: 0, wholeDays: 0, minutes: 0 });
      }),
    );
  });
});
