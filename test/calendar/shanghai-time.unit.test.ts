import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  DAY_COUNT,
  dateOfDay,
  dayOfDate,
  dayOfMs,
  instantOfMs,
  msOfInstant,
  startOfDayMs,
  yearOfDay,
} from '../../src/calendar/shanghai-time.ts';
import { dates, instants } from './county-calendar.ts';

const ZONE = 'Asia/Shanghai';

describe('the constant offset', () => {
  it('holds: the tz database knows no transition in Shanghai from 1992 to 2101', () => {
    let next = Temporal.ZonedDateTime.from(`1992-01-01T00:00[${ZONE}]`).getTimeZoneTransition('next');
    expect(next?.toString() ?? 'none').toBe('none');
    next = Temporal.ZonedDateTime.from(`1991-09-01T00:00[${ZONE}]`).getTimeZoneTransition('next');
    expect(next?.toString()).toBe(`1991-09-15T01:00:00+08:00[${ZONE}]`);
  });

  it('puts every instant on the day that Temporal puts it on', () => {
    fc.assert(
      fc.property(instants(2000, 2100), (instant) => {
        const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
        const day = dayOfMs(msOfInstant(instant));
        expect(dateOfDay(day)).toBe(wall.toPlainDate().toString());
        expect(yearOfDay(day)).toBe(wall.year);
        expect(instantOfMs(startOfDayMs(day))).toBe(
          new Date(wall.startOfDay().epochMilliseconds).toISOString(),
        );
      }),
    );
  });
});

describe('dates', () => {
  it('are numbered one after the other and come back as they were', () => {
    const days = Array.from({ length: DAY_COUNT }, (_, day) => day);
    expect(days.filter((day) => dayOfDate(dateOfDay(day)) !== day)).toEqual([]);
  });

  it.each([
    ['2025-02-29', 'expected a day from 01 to 28 in 2025-02'],
    ['2026-04-31', 'expected a day from 01 to 30 in 2026-04'],
    ['2026-01-00', 'expected a day from 01 to 31 in 2026-01'],
    ['2026-13-01', 'expected a month from 01 to 12'],
    ['1999-12-31', 'expected a year from 2000 to 2100'],
    ['2101-01-01', 'expected a year from 2000 to 2100'],
    ['2026-1-1', 'expected a date written YYYY-MM-DD'],
    ['2026年1月1日', 'expected a date written YYYY-MM-DD'],
    ['', 'expected a date written YYYY-MM-DD'],
  ])('%j is refused with the value and what was expected', (date, expectation) => {
    expect(() => dayOfDate(date, 'the due date')).toThrow(
      `the due date is ${JSON.stringify(date)}, ${expectation}`,
    );
  });

  it('29 February is a day in a leap year', () => {
    expect(dateOfDay(dayOfDate('2028-02-29') + 1)).toBe('2028-03-01');
  });
});

describe('instants', () => {
  it('with an offset or finer fractions mean the same millisecond', () => {
    const ms = Date.parse('2026-12-31T09:30:00.000Z');
    for (const text of [
      '2026-12-31T09:30:00Z',
      '2026-12-31T17:30:00+08:00',
      '2026-12-31T09:30:00.000999Z',
      '2026-12-31T09:30:00.000Z',
    ]) {
      expect(msOfInstant(text)).toBe(ms);
    }
  });

  it.each([
    ['2026-02-30T00:00:00.000Z', 'expected an ISO instant with zone on a day that exists'],
    ['2026-02-30T00:00:00+08:00', 'expected an ISO instant with zone on a day that exists'],
    ['2026-13-01T00:00:00Z', 'expected an ISO instant with zone on a day that exists'],
    ['2026-12-31T09:30:00', 'expected an ISO instant with zone'],
    ['2026-12-31', 'expected an ISO instant with zone'],
    ['2026-12-31T24:00:00Z', 'expected an ISO instant with zone'],
    ['tomorrow', 'expected an ISO instant with zone'],
    ['1999-12-31T15:59:59.999Z', 'expected a year from 2000 to 2100 in Asia/Shanghai'],
    ['2100-12-31T16:00:00.000Z', 'expected a year from 2000 to 2100 in Asia/Shanghai'],
  ])('%j is refused with the value and what was expected', (text, expectation) => {
    expect(() => msOfInstant(text, 'now')).toThrow(`now is ${JSON.stringify(text)}, ${expectation}`);
  });

  it('belong to the year it is in Shanghai', () => {
    expect(dateOfDay(dayOfMs(msOfInstant('1999-12-31T16:00:00Z')))).toBe('2000-01-01');
  });

  it('survive a round trip', () => {
    fc.assert(
      fc.property(instants(2000, 2100), (instant) => {
        expect(instantOfMs(msOfInstant(instant))).toBe(instant);
      }),
    );
  });

  it('of any date begin at midnight in Shanghai', () => {
    fc.assert(
      fc.property(dates(2000, 2100), (date) => {
        expect(instantOfMs(startOfDayMs(dayOfDate(date)))).toBe(
          new Date(`${date}T00:00:00+08:00`).toISOString(),
        );
      }),
    );
  });
});
