import { planContent } from '../../register/content-register.ts';
import type { RegisterPlan } from '../../register/plan-operations.ts';
import { ChangeRefused, type Refusal } from '../../register/refusal.ts';
import { type Calendar, createCalendar } from '../calendar.ts';
import { type CalendarContent, CalendarContentSchema } from '../calendar-schema.ts';
import { type DayIndex, dayIndexOf, hoursOfDay } from '../day-index.ts';
import { dateOfDay, dayOfDate } from '../shanghai-time.ts';
import type { CalendarChange, CalendarOperation } from './calendar-change.ts';

/** What a change makes of a calendar; with conflicts it makes nothing, and `after` is as before. */
export type CalendarPlan = RegisterPlan<Calendar, CalendarChange>;

/** The moment of a change as the calendar sees it. */
export interface CalendarTerms {
  /** The county day (`YYYY-MM-DD`); what lies before it has passed. */
  readonly today: string;
}

/** What the register of calendars declares of its content. */
export const calendarContent = {
  title: { zh: '日历', en: 'calendar' },
  schema: CalendarContentSchema,
  settle: createCalendar,
  contentOf: ({ years, officeHours, countyDays }: Calendar): CalendarContent => ({
    years,
    officeHours,
    countyDays,
  }),
  trial: { apply: applied, subject: subjectOf },
  check: notInThePast,
};

/** Plans a change on a calendar. `today` is the county day (`YYYY-MM-DD`); what lies before it has passed. */
export function planCalendarChange(before: Calendar, change: CalendarChange, today: string): CalendarPlan {
  return planContent(calendarContent, before, change, { today });
}

/** Days that have passed are only changed where the change says why. */
function notInThePast(
  before: Calendar,
  after: Calendar,
  { acceptPast }: CalendarChange,
  { today }: CalendarTerms,
): readonly Refusal[] {
  if (acceptPast !== undefined) return [];
  const past = daysThatDiffer(before, after, dayOfDate(today));
  return past.length > 0 ? [inThePast(past)] : [];
}

/** What an operation is about; nothing is said twice in one change. */
function subjectOf(operation: CalendarOperation): string {
  switch (operation.op) {
    case 'setYear':
      return String(operation.year.year);
    case 'setCountyDay':
      return operation.day.date;
    case 'removeCountyDay':
      return operation.date;
    case 'setOfficeHours':
      return `officeHours since ${operation.hours.since}`;
    case 'removeOfficeHours':
      return `officeHours since ${operation.since}`;
  }
}

/** Throws `ChangeRefused` where what is to be taken away is not there. */
function expectKnown({ countyDays, officeHours }: CalendarContent, operation: CalendarOperation): void {
  if (operation.op === 'removeCountyDay') {
    const { date: value } = operation;
    if (countyDays.some(({ date }) => date === value)) return;
    const message = { zh: `本县未就${value}作过调整`, en: `the county has set nothing for ${value}` };
    throw new ChangeRefused({ code: 'countyDayUnknown', value, message });
  }
  if (operation.op === 'removeOfficeHours') {
    const { since: value } = operation;
    if (officeHours.some(({ since }) => since === value)) return;
    const message = { zh: `没有自${value}起的办公时间`, en: `there are no office hours since ${value}` };
    throw new ChangeRefused({ code: 'officeHoursUnknown', value, message });
  }
}

function applied(content: CalendarContent, operation: CalendarOperation): CalendarContent {
  expectKnown(content, operation);
  const { years, officeHours, countyDays } = content;
  switch (operation.op) {
    case 'setYear': {
      const { year } = operation;
      return { ...content, years: [...years.filter((known) => known.year !== year.year), year] };
    }
    case 'setCountyDay': {
      const { day } = operation;
      return { ...content, countyDays: [...countyDays.filter(({ date }) => date !== day.date), day] };
    }
    case 'removeCountyDay':
      return { ...content, countyDays: countyDays.filter(({ date }) => date !== operation.date) };
    case 'setOfficeHours': {
      const { hours } = operation;
      const others = officeHours.filter(({ since }) => since !== hours.since);
      return { ...content, officeHours: [...others, hours].toSorted((a, b) => (a.since < b.since ? -1 : 1)) };
    }
    case 'removeOfficeHours':
      return { ...content, officeHours: officeHours.filter(({ since }) => since !== operation.since) };
  }
}

/** The dates before a day on which two calendars disagree about whether or when offices are open. */
function daysThatDiffer(before: Calendar, after: Calendar, end: number): readonly string[] {
  const [was, is] = [dayIndexOf(before), dayIndexOf(after)];
  const differing: string[] = [];
  for (let day = 0; day < end; day += 1) {
    if (sessionsOf(was, day) !== sessionsOf(is, day)) differing.push(dateOfDay(day));
  }
  return differing;
}

const texts = new WeakMap<object, string>();

function sessionsOf(index: DayIndex, day: number): string {
  if (index.working[day] !== 1) return '';
  const hours = hoursOfDay(index, day);
  const known = texts.get(hours) ?? JSON.stringify(hours.sessions);
  texts.set(hours, known);
  return known;
}

function inThePast(dates: readonly string[]): Refusal {
  const [first = ''] = dates;
  const shown = `${dates.slice(0, 5).join(', ')}${dates.length > 5 ? ', …' : ''}`;
  const message = {
    zh: `将改变已过去的日子（${shown}，共${dates.length}天），此前认定的超期会随之改变；确需变更请以 acceptPast 说明理由`,
    en: `${dates.length} day(s) that have passed would change (${shown}), and with them lateness told already; say why in acceptPast`,
  };
  return { code: 'inThePast', value: first, message };
}
