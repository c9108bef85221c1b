import { found } from '../../platform/config/file-fault.ts';
import { type SchemaFault, schemaFaults } from '../../platform/config/schema-fault.ts';
import { type Calendar, createCalendar } from '../calendar.ts';
import { type CalendarContent, CalendarContentSchema } from '../calendar-schema.ts';
import { type DayIndex, dayIndexOf, hoursOfDay } from '../day-index.ts';
import { dateOfDay, dayOfDate } from '../shanghai-time.ts';
import type { CalendarChange, CalendarOperation } from './calendar-change.ts';

/** Why a change of the calendar is refused: the conflict by name, and the value that caused it. */
export interface CalendarConflict {
  readonly code:
    | 'givenTwice'
    | 'countyDayUnknown'
    | 'officeHoursUnknown'
    | 'contentInvalid'
    | 'nothingChanges'
    | 'inThePast';
  /** Place of the operation in the change; missing where the whole does not fit together. */
  readonly operation?: number;
  readonly value: string;
  readonly message: { readonly zh: string; readonly en: string };
}

/** What a change makes of a calendar; with conflicts it makes nothing, and `after` is as before. */
export interface CalendarPlan {
  readonly before: Calendar;
  readonly after: Calendar;
  readonly change: CalendarChange;
  readonly conflicts: readonly CalendarConflict[];
}

/** Plans a change on a calendar. `today` is the county day (`YYYY-MM-DD`); what lies before it has passed. */
export function planCalendarChange(before: Calendar, change: CalendarChange, today: string): CalendarPlan {
  const refused = (conflicts: readonly CalendarConflict[]) => ({ before, after: before, change, conflicts });
  const { content, conflicts } = applyAll(before, change.operations);
  if (conflicts.length > 0) return refused(conflicts);
  const checked = CalendarContentSchema.safeParse(content);
  if (!checked.success) return refused(schemaFaults(checked.error, content).map(contentInvalid));
  const after = createCalendar(checked.data);
  if (after.version === before.version) return refused([NOTHING_CHANGES]);
  const past = change.acceptPast === undefined ? daysThatDiffer(before, after, dayOfDate(today)) : [];
  if (past.length > 0) return refused([inThePast(past)]);
  return { before, after, change, conflicts: [] };
}

interface Applied {
  readonly content: CalendarContent;
  readonly conflicts: readonly CalendarConflict[];
}

function applyAll(before: Calendar, operations: readonly CalendarOperation[]): Applied {
  const { years, officeHours, countyDays } = before;
  let content: CalendarContent = { years, officeHours, countyDays };
  const conflicts: CalendarConflict[] = [];
  const seen = new Set<string>();
  for (const [place, operation] of operations.entries()) {
    const subject = subjectOf(operation);
    const conflict = seen.has(subject) ? givenTwice(subject) : unknownIn(content, operation);
    seen.add(subject);
    if (conflict === undefined) content = applied(content, operation);
    else conflicts.push({ operation: place, ...conflict });
  }
  return { content, conflicts };
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

function unknownIn(content: CalendarContent, operation: CalendarOperation): CalendarConflict | undefined {
  if (operation.op === 'removeCountyDay') {
    const { date: value } = operation;
    if (content.countyDays.some(({ date }) => date === value)) return undefined;
    const message = { zh: `本县未就${value}作过调整`, en: `the county has set nothing for ${value}` };
    return { code: 'countyDayUnknown', value, message };
  }
  if (operation.op === 'removeOfficeHours') {
    const { since: value } = operation;
    if (content.officeHours.some(({ since }) => since === value)) return undefined;
    const message = { zh: `没有自${value}起的办公时间`, en: `there are no office hours since ${value}` };
    return { code: 'officeHoursUnknown', value, message };
  }
  return undefined;
}

function applied(content: CalendarContent, operation: CalendarOperation): CalendarContent {
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

const NOTHING_CHANGES: CalendarConflict = {
  code: 'nothingChanges',
  value: '',
  message: { zh: '现行日历已是如此，无需变更', en: 'the calendar in force says so already' },
};

function givenTwice(value: string): CalendarConflict {
  const message = { zh: `“${value}”在同一变更中出现两次`, en: `"${value}" is given twice in one change` };
  return { code: 'givenTwice', value, message };
}

function contentInvalid({ expectation, value }: SchemaFault): CalendarConflict {
  const shown = value === undefined ? '' : `（现为 ${JSON.stringify(value)?.slice(0, 120)}）`;
  const message = {
    zh: `变更后的日历不成立：${expectation.zh}${shown}`,
    en: `The calendar would not be sound: ${expectation.en}${found(value)}`,
  };
  return { code: 'contentInvalid', value: String(value), message };
}

function inThePast(dates: readonly string[]): CalendarConflict {
  const [first = ''] = dates;
  const shown = `${dates.slice(0, 5).join(', ')}${dates.length > 5 ? ', …' : ''}`;
  const message = {
    zh: `将改变已过去的日子（${shown}，共${dates.length}天），此前认定的超期会随之改变；确需变更请以 acceptPast 说明理由`,
    en: `${dates.length} day(s) that have passed would change (${shown}), and with them lateness told already; say why in acceptPast`,
  };
  return { code: 'inThePast', value: first, message };
}
