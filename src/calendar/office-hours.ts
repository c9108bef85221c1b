import type { Calendar } from './calendar.ts';
import { type DayIndex, dayIndexOf, hoursOfDay } from './day-index.ts';
import { dayOfMs, instantOfMs, MINUTE_MS, msOfInstant, startOfDayMs } from './shanghai-time.ts';

/**
 * The first instant, not before the one given, at which offices are open; closing time is still office hours, since
 * deadlines end with it.
 */
export function officeInstant(calendar: Calendar, instant: string): string {
  const index = dayIndexOf(calendar);
  const ms = msOfInstant(instant, 'instant');
  for (let day = dayOfMs(ms); day < index.working.length; day += 1) {
    const open = openFrom(index, day, ms);
    if (open !== undefined) return instantOfMs(open);
  }
  return instantOfMs(ms);
}

/** When a day first has its offices open from an instant on; undefined where it has not. */
function openFrom(index: DayIndex, day: number, ms: number): number | undefined {
  if (index.working[day] !== 1) return undefined;
  const midnight = startOfDayMs(day);
  const session = hoursOfDay(index, day).sessions.find(({ to }) => ms <= midnight + to * MINUTE_MS);
  return session && Math.max(ms, midnight + session.from * MINUTE_MS);
}
