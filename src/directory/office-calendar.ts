import { countyDayAfter, countyDayOf, startOfCountyDay } from '../vocabulary/county-day.ts';

/** A stretch of office hours as ISO instants. */
export interface OfficeHours {
  readonly from: string;
  readonly until: string;
}

/** What coverage needs of a calendar: the office hours of a county day; none on a day off. */
export interface OfficeCalendar {
  hoursOf(day: string): readonly OfficeHours[];
}

/** More days off in a row than any calendar has. */
const LONGEST_PAUSE = 60;

/** The first working days from a county day on. Throws when the calendar has none for two months. */
export function nextWorkingDays(calendar: OfficeCalendar, fromDay: string, count: number): readonly string[] {
  const days: string[] = [];
  let pause = 0;
  for (let day = fromDay; days.length < count; day = countyDayAfter(day, 1)) {
    pause = calendar.hoursOf(day).length > 0 ? 0 : pause + 1;
    if (pause === 0) days.push(day);
    if (pause > LONGEST_PAUSE) {
      throw new Error(
        `The calendar has no working day in the ${LONGEST_PAUSE} days up to ${day}, expected some.`,
      );
    }
  }
  return days;
}

/** The working days that a period (ISO instants) touches. */
export function workingDaysBetween(calendar: OfficeCalendar, from: string, until: string): readonly string[] {
  const days: string[] = [];
  const end = Date.parse(until);
  for (let day = countyDayOf(from); Date.parse(startOfCountyDay(day)) < end; day = countyDayAfter(day, 1)) {
    if (calendar.hoursOf(day).length > 0) days.push(day);
  }
  return days;
}
