import type { Calendar } from '../../calendar/calendar.ts';
import { type DayIndex, dayIndexOf, hoursOfDay, touchesUnconfirmed } from '../../calendar/day-index.ts';
import { dayOfDate, instantOfMs, MINUTE_MS, startOfDayMs } from '../../calendar/shanghai-time.ts';
import type { OfficeCalendar } from '../../directory/office-calendar.ts';

/** The county's calendar as coverage reads it: the sessions of each working day, with noon breaks and the county's own days. */
export function officeCalendarOf(calendar: Calendar): OfficeCalendar {
  const index = dayIndexOf(calendar);
  return {
    hoursOf: (date) => {
      const day = dayOfDate(date);
      return index.working[day] === 1 ? sessionsOf(index, day) : [];
    },
  };
}

/** True where an unconfirmed year lies between two dates (`YYYY-MM-DD`), both included: holidays may still change there. */
export function isProvisional(calendar: Calendar, from: string, to: string): boolean {
  return touchesUnconfirmed(dayIndexOf(calendar), dayOfDate(from), dayOfDate(to));
}

function sessionsOf(index: DayIndex, day: number) {
  const midnight = startOfDayMs(day);
  return hoursOfDay(index, day).sessions.map(({ from, to }) => ({
    from: instantOfMs(midnight + from * MINUTE_MS),
    until: instantOfMs(midnight + to * MINUTE_MS),
  }));
}
