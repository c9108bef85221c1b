import { Problem } from '../platform/wording/problem.ts';
import { LAST_YEAR } from '../vocabulary/civil-date.ts';
import type { Calendar } from './calendar.ts';
import { type DayIndex, dayIndexOf, touchesUnconfirmed } from './day-index.ts';
import { dateOfDay, dayOfDate, dayOfMs, msOfInstant } from './shanghai-time.ts';

/** What a date is to the offices. */
export interface DayDescription {
  readonly working: boolean;
  /** Name of the holiday or make-up day; absent on a day that follows the week. */
  readonly name?: string;
  /** True while the State Council notice for its year is not in the calendar. */
  readonly provisional: boolean;
}

/** True when offices work on the date. */
export function isWorkingDay(calendar: Calendar, date: string): boolean {
  return dayIndexOf(calendar).working[dayOfDate(date)] === 1;
}

/** Whether offices work on a date, under which name, and whether that is certain. */
export function describeDay(calendar: Calendar, date: string): DayDescription {
  const index = dayIndexOf(calendar);
  const day = dayOfDate(date);
  const named = (days: readonly { date: string; name: string }[]) =>
    days.find((listed) => listed.date === date);
  const listed = named(calendar.countyDays) ?? named(calendar.years.flatMap(({ days }) => days));
  return {
    working: index.working[day] === 1,
    ...(listed === undefined ? {} : { name: listed.name }),
    provisional: touchesUnconfirmed(index, day, day),
  };
}

/** True when what lies between two instants rests on a year whose holidays are not announced yet. */
export function restsOnUnconfirmed(calendar: Calendar, from: string, to: string): boolean {
  return touchesUnconfirmed(dayIndexOf(calendar), dayOfMs(msOfInstant(from)), dayOfMs(msOfInstant(to)));
}

/** The date of the nth working day after `start`, which itself does not count; 0 is `start` itself. */
export function addWorkingDays(calendar: Calendar, start: string, n: number): string {
  return dateOfDay(dayAfterWorkingDays(dayIndexOf(calendar), dayOfDate(start, 'start'), n));
}

/** Working days after `from` up to and including `to`; negative when `to` comes first. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  const index = dayIndexOf(calendar);
  return workdaysThrough(index, dayOfDate(to, 'to')) - workdaysThrough(index, dayOfDate(from, 'from'));
}

/** Number of the nth working day after a day. */
export function dayAfterWorkingDays(index: DayIndex, start: number, n: number): number {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new Problem('input-invalid', {
      zh: `时限为 ${n} 个工作日，应为不小于 0 的整数。`,
      en: `The budget is ${n} working days, expected a whole number from 0.`,
    });
  }
  if (n === 0) return start;
  const day = index.workdays[workdaysThrough(index, start) + n - 1];
  if (day === undefined) {
    throw new Problem('input-invalid', {
      zh: `${dateOfDay(start)}之后 ${n} 个工作日已超出 ${LAST_YEAR} 年，请缩短时限。`,
      en: `${n} working days after ${dateOfDay(start)} lie past ${LAST_YEAR}, expected a budget that ends by then.`,
    });
  }
  return day;
}

/** Working days of the calendar up to and including a day. */
export function workdaysThrough(index: DayIndex, day: number): number {
  return index.workdaysBefore[day + 1] ?? 0;
}
