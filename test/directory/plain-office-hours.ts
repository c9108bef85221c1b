import type { OfficeCalendar } from '../../src/directory/office-calendar.ts';

/** Office hours on every working day, for calendars that only know which days are working days. */
export function plainOfficeHours(
  isWorkingDay: (day: string) => boolean,
  [opens, closes]: readonly [string, string] = ['08:30', '17:30'],
): OfficeCalendar {
  return {
    hoursOf: (day) =>
      isWorkingDay(day) ? [{ from: instantAt(day, opens), until: instantAt(day, closes) }] : [],
  };
}

function instantAt(day: string, time: string): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString();
}
