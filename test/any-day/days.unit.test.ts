import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { dateOfDay, dayOfMs, yearOfDay } from '../../src/calendar/shanghai-time.ts';
import { DAYS } from './days.ts';
import { printDays } from './print-days.ts';

const anyInstant = integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2090, 0, 1) });
const countyDate = (ms: number) => dateOfDay(dayOfMs(ms));

describe('the days on which the suite is run', () => {
  it('are what they say, whenever somebody asks', () => {
    assert(
      property(anyInstant, (nowMs) => {
        const saturday = DAYS.saturday.instantMs(nowMs);
        expect(new Date(`${countyDate(saturday)}T00:00:00Z`).getUTCDay()).toBe(6);
        expect(saturday).toBeGreaterThan(nowMs);
        expect(countyDate(DAYS['year-end'].instantMs(nowMs))).toBe(`${yearOfDay(dayOfMs(nowMs))}-12-31`);
      }),
    );
    expect(countyDate(DAYS['spring-festival'].instantMs())).toBe('2027-02-06');
    expect(countyDate(DAYS.unannounced.instantMs())).toBe('2028-05-10');
  });
});

describe('the table of the days', () => {
  const run = { at: '2027-03-08T11:00:00.000Z', suites: 2, tests: 9, warnings: [], seconds: 90 };

  it('shows each day, and names what failed on which', () => {
    const held = { ...run, name: 'today', held: true, failed: [] };
    const failed = {
      ...run,
      name: 'later',
      held: false,
      failed: ['test/http/county/calendar.http.test.ts › holds'],
    };
    expect(printDays([held]).split('\n').slice(1)).toEqual([
      'today  2027-03-08T11:00Z  2       9      0       1.5      ✓',
      '每天都通过 It held on every day.',
      '',
    ]);
    expect(printDays([held, failed])).toContain('  later: test/http/county/calendar.http.test.ts › holds\n');
  });
});
