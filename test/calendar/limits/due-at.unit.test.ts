import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dueAt } from '../../../src/calendar/limits/due-at.ts';
import { isWorkingDay } from '../../../src/calendar/working-days.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { type Limit, LimitSchema } from '../../../src/vocabulary/limit.ts';
import { county, dates, instants, shanghai } from '../county-calendar.ts';

const budgets = fc.integer({ min: 1, max: 250 });

function due(from: string, limit: Limit, suspendedMinutes?: number) {
  return dueAt({ calendar: county, from, limit, suspendedMinutes });
}

describe('a budget of working days', () => {
  it.each([
    ['Friday 17:00 and one day: the end of Monday', '2025-06-13 17:00', 1, '2025-06-16 17:30'],
    ['a Monday before offices open does not count itself', '2025-06-09 00:30', 1, '2025-06-10 17:30'],
    ['late on a Sunday, counted from Monday', '2025-06-15 23:59', 1, '2025-06-16 17:30'],
    ['ten days over National Day 2025 with both make-up days', '2025-09-26 10:00', 10, '2025-10-16 17:30'],
    ['over Spring Festival 2026', '2026-02-13 16:00', 2, '2026-02-24 17:30'],
  ])('%s', (_case, from, workingDays, expected) => {
    expect(due(shanghai(from), { workingDays })).toEqual({ at: shanghai(expected), provisional: false });
  });

  it('counts the day of dispatch in Shanghai, whatever the zone of the instant', () => {
    expect(due('2025-06-12T16:30:00Z', { workingDays: 1 }).at).toBe('2025-06-16T09:30:00.000Z');
    expect(due('2025-06-12T12:30:00-04:00', { workingDays: 1 }).at).toBe('2025-06-16T09:30:00.000Z');
  });

  it('ends on a working day with exactly that many working days of time left the evening before it began', () => {
    fc.assert(
      fc.property(dates(2000, 2090), budgets, (date, workingDays) => {
        const evening = shanghai(`${date} 23:00`);
        const { at } = due(evening, { workingDays });
        expect(workingMinutesBetween(county, evening, at)).toBe(workingDays * 450);
        expect(isWorkingDay(county, at.slice(0, 10))).toBe(true);
        expect(at.endsWith('T09:30:00.000Z')).toBe(true);
      }),
    );
  });

  it('is monotone in dispatch and in budget', () => {
    fc.assert(
      fc.property(instants(2000, 2090), instants(2000, 2090), budgets, (a, b, workingDays) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(due(first, { workingDays }).at <= due(second, { workingDays }).at).toBe(true);
        expect(due(first, { workingDays }).at < due(first, { workingDays: workingDays + 1 }).at).toBe(true);
      }),
    );
  });

  it('is provisional exactly when a day it counted lies in an unconfirmed year', () => {
    fc.assert(
      fc.property(instants(2022, 2028), budgets, (from, workingDays) => {
        const { at, provisional } = due(from, { workingDays });
        const firstCounted = new Date(Date.parse(from) + 32 * 3_600_000).toISOString().slice(0, 4);
        const touched = [Number(firstCounted), Number(at.slice(0, 4))];
        expect(provisional).toBe(touched.some((year) => year < 2024 || year > 2026));
      }),
    );
  });

  it.each([0, -3, 2.5])('refuses a budget of %d working days', (workingDays) => {
    expect(() => due(shanghai('2025-06-13 17:00'), { workingDays })).toThrow(
      `The limit is ${workingDays} working days, expected a whole number from 1`,
    );
    expect(LimitSchema.safeParse({ workingDays }).success).toBe(false);
  });
});

describe('a budget of working hours', () => {
  it('runs from dispatch itself and stops outside office hours', () => {
    expect(due(shanghai('2025-06-13 16:30'), { workingHours: 2 }).at).toBe(shanghai('2025-06-16 09:30'));
    expect(due(shanghai('2025-06-13 11:30'), { workingHours: 1 }).at).toBe(shanghai('2025-06-13 14:00'));
    expect(due(shanghai('2026-12-31 17:00'), { workingHours: 1 }).provisional).toBe(true);
  });
});

describe('a date', () => {
  const from = shanghai('2026-03-02 09:00');

  it('is due at the end of its office hours', () => {
    expect(due(from, { date: '2026-12-31' })).toEqual({ at: '2026-12-31T09:30:00.000Z', provisional: false });
  });

  it('on a day off stays the date asked for, with a note that says why it is unusual', () => {
    expect(due(from, { date: '2026-10-01' })).toEqual({
      at: shanghai('2026-10-01 17:30'),
      provisional: false,
      note: {
        zh: '2026-10-01（国庆节）不是工作日，期限仍按所定日期计算',
        en: '2026-10-01 (国庆节) is not a working day; the date asked for is kept',
      },
    });
    expect(due(from, { date: '2026-03-07' }).note?.zh).toContain('周末');
  });

  it('in a year not announced is provisional; one already past is answered all the same', () => {
    expect(due(from, { date: '2027-05-04' })).toEqual({
      at: shanghai('2027-05-04 17:30'),
      provisional: true,
    });
    expect(due(from, { date: '2025-06-30' }).at).toBe(shanghai('2025-06-30 17:30'));
  });

  it.each(['2026-02-29', '1926-12-31', '20261231'])('%s is refused', (date) => {
    expect(() => due(from, { date })).toThrow(`the date limit is "${date}", expected `);
    expect(LimitSchema.safeParse({ date }).success).toBe(false);
  });
});

describe('a clock legally stopped', () => {
  it('moves the due instant by the working minutes it stood', () => {
    const from = shanghai('2025-06-09 10:00');
    expect(due(from, { workingDays: 5 }, 0).at).toBe(shanghai('2025-06-16 17:30'));
    expect(due(from, { workingDays: 5 }, 450 + 210).at).toBe(shanghai('2025-06-18 12:00'));
    expect(due(from, { date: '2025-06-14' }, 30).at).toBe(shanghai('2025-06-16 09:00'));
  });

  it('never takes from the budget: working time to the due instant grows by what was suspended', () => {
    fc.assert(
      fc.property(instants(2024, 2026), budgets, fc.integer({ min: 0, max: 20_000 }), (from, n, stopped) => {
        const [plain, moved] = [due(from, { workingDays: n }).at, due(from, { workingDays: n }, stopped).at];
        expect(workingMinutesBetween(county, plain, moved)).toBe(stopped);
      }),
    );
  });
});
