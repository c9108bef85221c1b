import { describe, expect, it } from '@jest/globals';
import { type Calendar, createCalendar } from '../../src/calendar/calendar.ts';
import { type CalendarContent, CalendarContentSchema } from '../../src/calendar/calendar-schema.ts';
import { dueAt } from '../../src/calendar/limits/due-at.ts';
import { describeDay, isWorkingDay } from '../../src/calendar/working-days.ts';
import { workingDaysLate, workingMinutesBetween } from '../../src/calendar/working-time.ts';
import { county, shanghai, withYear } from './county-calendar.ts';

function countyWith(changes: Partial<CalendarContent>): Calendar {
  const { years, officeHours, countyDays } = county;
  return createCalendar({ years, officeHours, countyDays, ...changes });
}

describe('the version of a calendar', () => {
  it('names its content: the same in whatever order it comes, another after any change', () => {
    const reordered = countyWith({
      years: county.years.map((year) => ({ ...year, days: year.days.toReversed() })).toReversed(),
    });
    const [first, ...others] = county.years;
    expect(reordered.version).toBe(county.version);
    expect(county.version).toMatch(/^[0-9a-f]{16}$/);
    expect(countyWith({ years: others }).version).not.toBe(county.version);
    expect(withYear(county, { ...first, year: 2027, confirmed: false, days: [] }).version).not.toBe(
      county.version,
    );
  });

  it('survives being stored as JSON', () => {
    const { version, ...content }: Calendar = structuredClone(county);
    const stored: CalendarContent = CalendarContentSchema.parse(JSON.parse(JSON.stringify(content)));
    expect(createCalendar(stored)).toEqual({ version, ...content });
  });
});

describe('days of the county itself', () => {
  const own = countyWith({
    countyDays: [
      { date: '2026-03-27', kind: 'holiday', name: '县庆' },
      { date: '2026-10-05', kind: 'workday', name: '抗台值守' },
      { date: '2026-04-03', kind: 'workday', name: '半日学习', hours: [{ from: '08:30', to: '12:00' }] },
    ],
  });

  it('win over the week and the State Council', () => {
    expect(isWorkingDay(own, '2026-03-27')).toBe(false);
    expect(describeDay(own, '2026-10-05')).toEqual({ working: true, name: '抗台值守', provisional: false });
  });

  it('may be shorter: due as they close, and half the time worked makes half a day late', () => {
    const limit = { workingDays: 1 };
    const { at } = dueAt({ calendar: own, from: shanghai('2026-04-02 09:00'), limit });
    expect(at).toBe(shanghai('2026-04-03 12:00'));
    const [before, after] = [shanghai('2026-04-02 17:30'), shanghai('2026-04-03 10:15')];
    expect(workingMinutesBetween(own, before, after)).toBe(105);
    expect(workingDaysLate(own, before, after).days).toBe(0.5);
  });
});

describe('office hours', () => {
  it('that change leave the past as it was', () => {
    const summer = [
      ...county.officeHours,
      { since: '2026-07-01', sessions: [{ from: '08:00', to: '14:00' }] },
    ];
    const changed = countyWith({ officeHours: summer });
    const from = shanghai('2026-06-29 09:00');
    expect(dueAt({ calendar: changed, from, limit: { workingDays: 1 } }).at).toBe(
      shanghai('2026-06-30 17:30'),
    );
    expect(dueAt({ calendar: changed, from, limit: { workingDays: 2 } }).at).toBe(
      shanghai('2026-07-01 14:00'),
    );
    expect(workingMinutesBetween(changed, shanghai('2026-06-30 00:00'), shanghai('2026-07-02 00:00'))).toBe(
      450 + 360,
    );
  });
});

describe('a draft of a year', () => {
  it('counts with its days and stays provisional', () => {
    const draft = withYear(county, {
      year: 2027,
      confirmed: false,
      days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }],
    });
    const from = shanghai('2026-12-31 09:00');
    expect(dueAt({ calendar: draft, from, limit: { workingDays: 1 } })).toEqual({
      at: shanghai('2027-01-04 17:30'),
      provisional: true,
    });
  });
});

describe('a calendar that cannot be', () => {
  it('is refused with every fault named', () => {
    const year = { year: 2027, confirmed: true, days: [] };
    expect(() => countyWith({ years: [year, year] })).toThrow(
      'the calendar cannot be used: years[1].year: expected each year once (found 2027)',
    );
    const mistyped = {
      ...year,
      days: [
        { date: '2027-02-08', kind: 'workday' as const, name: '春节补班' },
        { date: '2026-02-07', kind: 'workday' as const, name: '春节补班' },
      ],
    };
    expect(() => withYear(county, mistyped)).toThrow(
      'years[3].days[0].date: expected a Saturday or Sunday to make up (found "2027-02-08"); ' +
        'years[3].days[1].date: expected a date in 2027 (found "2026-02-07")',
    );
  });
});
