import type pg from 'pg';
import { type VersionWatch, watchVersions } from '../../platform/version-watch.ts';
import type { CalendarInForce } from '../calendar-in-force.ts';
import { readCalendar, readCalendarVersion } from './read-calendar.ts';

/** The calendar in force, kept in memory and renewed when it changes. */
export type CalendarWatch = VersionWatch<CalendarInForce>;

/** Watches the calendar in a database. `now` gives epoch milliseconds. */
export function calendarWatch(
  pool: pg.Pool,
  { now, everyMs = 1_000 }: { readonly now: () => number; readonly everyMs?: number },
): CalendarWatch {
  return watchVersions({
    what: 'calendar',
    readVersion: () => readCalendarVersion(pool),
    read: () => readCalendar(pool),
    now,
    everyMs,
  });
}
