import { describe, expect, it } from '@jest/globals';
import {
  type CalendarDocument,
  calendarDocumentSchema,
  changeFromDocument,
} from '../../../src/calendar/change/change-from-document.ts';
import { planCalendarChange } from '../../../src/calendar/change/plan-calendar-change.ts';
import { county } from '../county-calendar.ts';

const { years, officeHours, countyDays } = county;
const exported = { years, officeHours, countyDays };
const [first] = years;
const read = (content: unknown): CalendarDocument => calendarDocumentSchema(content).parse(content);
const asked = (content: unknown, terms = {}) => changeFromDocument(county, read(content), terms);

const draft = { year: 2027, confirmed: false, days: [] };
const day = { date: '2026-12-11', kind: 'holiday', name: '县庆' };

describe('a document about the calendar', () => {
  it.each<[string, unknown]>([
    ['a year', first],
    ['the office hours', { officeHours }],
    ['the days of the county', { days: countyDays }],
    ['the whole calendar', exported],
  ])('asks for nothing where it holds %s as in force', (_, content) => {
    expect(asked(content)).toBeUndefined();
  });

  it('asks for what differs', () => {
    const summer = { since: '2027-07-01', sessions: [{ from: '08:00', to: '14:00' }] };
    expect(asked(draft)).toEqual({ reason: '2027年日历', operations: [{ op: 'setYear', year: draft }] });
    expect(asked({ days: [day] })?.operations).toEqual([{ op: 'setCountyDay', day }]);
    expect(asked({ officeHours: [...officeHours, summer] })?.operations).toEqual([
      { op: 'setOfficeHours', hours: summer },
    ]);
    const edited = {
      ...exported,
      years: [...years, draft],
      countyDays: [day],
      officeHours: [...officeHours, summer],
    };
    expect(asked(edited)?.operations.map(({ op }) => op)).toEqual([
      'setYear',
      'setOfficeHours',
      'setCountyDay',
    ]);
  });

  it('takes back what it leaves out of the days and the hours', () => {
    const change = asked({ days: [day] });
    if (change === undefined) throw new Error('The day is new.');
    const { after } = planCalendarChange(county, change, '2026-11-25');
    expect(changeFromDocument(after, read({ days: [] }), {})?.operations).toEqual([
      { op: 'removeCountyDay', date: day.date },
    ]);
  });

  it('is a change set as it stands, under the reason that was given beside it', () => {
    const set = { reason: '试', operations: [{ op: 'setCountyDay', day }] };
    expect(asked(set)).toEqual(set);
    expect(asked(set, { reason: '县庆', acceptPast: '补记' })).toEqual({
      ...set,
      reason: '县庆',
      acceptPast: '补记',
    });
  });

  it('is read as a year where nothing tells what it is, so that its faults say what a year needs', () => {
    expect(calendarDocumentSchema({ confirmed: true }).safeParse({ confirmed: true }).success).toBe(false);
  });
});
