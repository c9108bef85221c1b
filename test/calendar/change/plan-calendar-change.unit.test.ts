import { describe, expect, it } from '@jest/globals';
import {
  type CalendarChange,
  type CalendarOperation,
  calendarChangeSchema,
} from '../../../src/calendar/change/calendar-change.ts';
import { planCalendarChange } from '../../../src/calendar/change/plan-calendar-change.ts';
import { describeDays } from '../../../src/calendar/describe-days.ts';
import { county } from '../county-calendar.ts';

const TODAY = '2026-11-25';
const change = (...operations: CalendarOperation[]): CalendarChange => ({ reason: '测试', operations });
const plan = (...operations: CalendarOperation[]) => planCalendarChange(county, change(...operations), TODAY);
const codes = (...operations: CalendarOperation[]) =>
  plan(...operations).conflicts.map(({ code, value }) => [code, value]);

const year2027 = {
  year: 2027,
  confirmed: true,
  days: [
    { date: '2027-01-01', kind: 'holiday' as const, name: '元旦' },
    { date: '2027-01-02', kind: 'workday' as const, name: '元旦补班' },
  ],
};
const sessions = [{ from: '08:00', to: '14:00' }];

describe('a change of the calendar', () => {
  it('adds a year, days of the county and office hours in one', () => {
    const { after, conflicts } = plan(
      { op: 'setYear', year: year2027 },
      { op: 'setCountyDay', day: { date: '2026-12-11', kind: 'holiday', name: '县庆' } },
      { op: 'setOfficeHours', hours: { since: '2027-07-01', sessions } },
    );
    expect(conflicts).toEqual([]);
    expect(after.years.map(({ year }) => year)).toEqual([2024, 2025, 2026, 2027]);
    expect(describeDays(after, '2026-12-10', '2026-12-11')).toMatchObject([
      { working: true, provisional: false, sessions: [{ to: '12:00' }, { to: '17:30' }] },
      { working: false, name: '县庆', sessions: [] },
    ]);
    expect(describeDays(after, '2027-07-01', '2027-07-01')).toMatchObject([
      { working: true, provisional: false, sessions },
    ]);
  });

  it('confirms a year that was a draft, and takes back what the county set', () => {
    const drafted = plan(
      { op: 'setYear', year: { ...year2027, confirmed: false } },
      { op: 'setCountyDay', day: { date: '2026-12-11', kind: 'holiday', name: '县庆' } },
      { op: 'setOfficeHours', hours: { since: '2027-07-01', sessions } },
    ).after;
    const back = change(
      { op: 'setYear', year: year2027 },
      { op: 'removeCountyDay', date: '2026-12-11' },
      { op: 'removeOfficeHours', since: '2027-07-01' },
    );
    const { after } = planCalendarChange(drafted, back, TODAY);
    expect(after.version).toBe(plan({ op: 'setYear', year: year2027 }).after.version);
  });

  it.each<[string, readonly CalendarOperation[], readonly string[]]>([
    ['what is so already', county.years.map((year) => ({ op: 'setYear', year })), ['nothingChanges', '']],
    [
      'a day of the county that is not there',
      [{ op: 'removeCountyDay', date: '2026-12-11' }],
      ['countyDayUnknown', '2026-12-11'],
    ],
    [
      'office hours that are not there',
      [{ op: 'removeOfficeHours', since: '2026-12-11' }],
      ['officeHoursUnknown', '2026-12-11'],
    ],
    [
      'one year twice',
      [
        { op: 'setYear', year: year2027 },
        { op: 'setYear', year: { ...year2027, confirmed: false } },
      ],
      ['givenTwice', '2027'],
    ],
    [
      'a day that has passed',
      [{ op: 'setCountyDay', day: { date: '2026-11-24', kind: 'holiday', name: '补记' } }],
      ['inThePast', '2026-11-24'],
    ],
    [
      'office hours that had begun',
      [{ op: 'setOfficeHours', hours: { since: '2026-11-20', sessions } }],
      ['inThePast', '2026-11-20'],
    ],
  ])('is refused for %s, and makes nothing', (_, operations, conflict) => {
    expect(codes(...operations)).toEqual([conflict]);
    expect(plan(...operations).after).toBe(county);
  });

  it('leaves no day without hours', () => {
    const operations: CalendarOperation[] = [
      { op: 'removeOfficeHours', since: '2000-01-01' },
      { op: 'setOfficeHours', hours: { since: '2001-01-01', sessions } },
    ];
    expect(codes(...operations)).toMatchObject([['contentInvalid', expect.stringContaining('object')]]);
  });

  it('may reach into the past where somebody says why, and today is no past', () => {
    const day = { date: '2026-11-24', kind: 'holiday' as const, name: '台风停工' };
    const late = { ...change({ op: 'setCountyDay', day }), acceptPast: '补记停工令' };
    expect(planCalendarChange(county, late, TODAY).conflicts).toEqual([]);
    expect(plan({ op: 'setCountyDay', day: { ...day, date: TODAY } }).conflicts).toEqual([]);
  });
});

const faults = (operation: object) =>
  calendarChangeSchema
    .safeParse({ reason: '试', operations: [operation] })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('what is no change at all', () => {
  it.each<[string, object, string]>([
    [
      'a date outside its year',
      { op: 'setYear', year: { ...year2027, days: [{ date: '2028-01-01', kind: 'holiday', name: '元旦' }] } },
      'operations.0.year.days.0.date expected a date in 2027',
    ],
    [
      'a make-up day on a Monday',
      { op: 'setYear', year: { ...year2027, days: [{ date: '2027-02-08', kind: 'workday', name: '补班' }] } },
      'operations.0.year.days.0.date expected a Saturday or Sunday to make up',
    ],
    [
      'hours that overlap',
      {
        op: 'setOfficeHours',
        hours: { since: '2027-01-01', sessions: [...sessions, { from: '13:00', to: '17:00' }] },
      },
      'operations.0.hours.sessions expected the sessions in order and without overlap',
    ],
    ['an unknown operation', { op: 'abolish' }, 'operations.0.op'],
  ])('%s', (_, operation, fault) => {
    expect(faults(operation)).toEqual([expect.stringContaining(fault)]);
  });
});
