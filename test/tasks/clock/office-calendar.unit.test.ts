import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { coverage } from '../../../src/directory/resolve/coverage.ts';
import { isProvisional, officeCalendarOf } from '../../../src/tasks/clock/office-calendar.ts';
import { countyDayAfter, startOfCountyDay } from '../../../src/vocabulary/county-day.ts';
import { county, dates, shanghai } from '../../calendar/county-calendar.ts';
import { smallCounty } from '../../directory/small-county.ts';

const office = officeCalendarOf(county);

describe('the office hours of the county', () => {
  it('have the noon break on a working day and none on a holiday or weekend', () => {
    expect(office.hoursOf('2026-11-23')).toEqual([
      { from: shanghai('2026-11-23 08:30'), until: shanghai('2026-11-23 12:00') },
      { from: shanghai('2026-11-23 13:30'), until: shanghai('2026-11-23 17:30') },
    ]);
    expect(office.hoursOf('2026-10-01')).toEqual([]);
    expect(office.hoursOf('2026-11-22')).toEqual([]);
  });

  it('are open on a Sunday that makes up for a holiday', () => {
    expect(office.hoursOf('2025-09-28')).toHaveLength(2);
  });

  it('follow the county where it departs from the State Council', () => {
    const { years, officeHours } = county;
    const departing = createCalendar({
      years,
      officeHours,
      countyDays: [
        { date: '2026-11-23', kind: 'holiday', name: '县庆' },
        { date: '2026-11-24', kind: 'workday', name: '半日', hours: [{ from: '09:00', to: '11:00' }] },
      ],
    });
    const own = officeCalendarOf(departing);
    expect(own.hoursOf('2026-11-23')).toEqual([]);
    expect(own.hoursOf('2026-11-24')).toEqual([
      { from: shanghai('2026-11-24 09:00'), until: shanghai('2026-11-24 11:00') },
    ]);
  });

  it('add up to the working minutes of the day, whatever the day', () => {
    fc.assert(
      fc.property(dates(2024, 2028), (date) => {
        const minutes = office
          .hoursOf(date)
          .reduce((sum, { from, until }) => sum + (Date.parse(until) - Date.parse(from)) / 60_000, 0);
        const [start, end] = [startOfCountyDay(date), startOfCountyDay(countyDayAfter(date, 1))];
        expect(minutes).toBe(workingMinutesBetween(county, start, end));
      }),
    );
  });

  it('are provisional from the first year on that is not announced', () => {
    expect(isProvisional(county, '2026-01-01', '2026-12-31')).toBe(false);
    expect(isProvisional(county, '2026-12-31', '2099-01-01')).toBe(true);
  });
});

it('an absence over noon alone leaves no gap', () => {
  const everybody = ['A', 'B', 'S1-H'].map((seat) => ({
    person: `p-O1-${seat}`,
    from: shanghai('2026-11-23 12:00'),
    until: shanghai('2026-11-23 13:30'),
    reason: '会议',
  }));
  expect(coverage(smallCounty({ absences: everybody }), office, '2026-11-23', 5).gaps).toEqual([]);
});
