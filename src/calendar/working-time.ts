import { Problem } from '../platform/wording/problem.ts';
import { LAST_YEAR } from '../vocabulary/civil-date.ts';
import type { Calendar } from './calendar.ts';
import { type DayIndex, dayIndexOf, hoursOfDay } from './day-index.ts';
import { DAY_COUNT, dayOfMs, instantOfMs, MINUTE_MS, msOfInstant, startOfDayMs } from './shanghai-time.ts';

/** How late something is, in time the offices work. */
export interface Lateness {
  /** Working days, cut to one decimal; a day is what the office hours of that day make it. */
  readonly days: number;
  /** Full working days. */
  readonly wholeDays: number;
  readonly minutes: number;
}

/**
 * Working minutes from `a` to `b`; negative when `b` comes first.
 * A minute counts at its end, so adjacent spans add up to the whole without rounding.
 */
export function workingMinutesBetween(calendar: Calendar, a: string, b: string): number {
  const index = dayIndexOf(calendar);
  return minutesWorkedBy(index, msOfInstant(b, 'b')) - minutesWorkedBy(index, msOfInstant(a, 'a'));
}

/** The earliest instant by which that many working minutes have passed since `from`; `from` itself for 0. */
export function addWorkingMinutes(calendar: Calendar, from: string, minutes: number): string {
  return instantOfMs(msAfterWorkingMinutes(dayIndexOf(calendar), msOfInstant(from, 'from'), minutes));
}

/** How late `now` is against `dueAt` in working time; all zero until it is late. */
export function workingDaysLate(calendar: Calendar, dueAt: string, now: string): Lateness {
  const index = dayIndexOf(calendar);
  const due = msOfInstant(dueAt, 'dueAt');
  const late = Math.max(due, msOfInstant(now, 'now'));
  // The nudge undoes what binary fractions take away: three days and a tenth must not read 3.0.
  const days = daysWorkedBy(index, late) - daysWorkedBy(index, due) + 1e-9;
  return {
    days: Math.floor(days * 10) / 10,
    wholeDays: Math.floor(days),
    minutes: minutesWorkedBy(index, late) - minutesWorkedBy(index, due),
  };
}

/** The earliest epoch milliseconds by which that many working minutes have passed. */
export function msAfterWorkingMinutes(index: DayIndex, from: number, minutes: number): number {
  if (!Number.isSafeInteger(minutes) || minutes < 0) {
    throw new Problem('input-invalid', {
      zh: `要加的工作时间为 ${minutes} 分钟，应为不小于 0 的整数。`,
      en: `The working time to add is ${minutes} minutes, expected a whole number from 0.`,
    });
  }
  if (minutes === 0) return from;
  const target = msWorkedBy(index, from) + minutes * MINUTE_MS;
  const day = firstDayReaching(index, target);
  if (day >= DAY_COUNT) {
    throw new Problem('input-invalid', {
      zh: `再过 ${minutes} 分钟工作时间已超出 ${LAST_YEAR} 年，请缩短时限。`,
      en: `${minutes} more working minutes lie past ${LAST_YEAR}, expected an end by then.`,
    });
  }
  let left = target - (index.minutesBefore[day] ?? 0) * MINUTE_MS;
  for (const session of hoursOfDay(index, day).sessions) {
    const length = (session.to - session.from) * MINUTE_MS;
    if (left <= length) return startOfDayMs(day) + session.from * MINUTE_MS + left;
    left -= length;
  }
  throw new Error(
    `working time of day ${day} is shorter than its total, expected sessions that add up to it`,
  );
}

/** Whole working minutes from the beginning of the calendar to an instant. */
export function minutesWorkedBy(index: DayIndex, ms: number): number {
  return Math.floor(msWorkedBy(index, ms) / MINUTE_MS);
}

function msWorkedBy(index: DayIndex, ms: number): number {
  const day = dayOfMs(ms);
  return (index.minutesBefore[day] ?? 0) * MINUTE_MS + msWorkedInDay(index, day, ms);
}

/** Working days, the current one as a fraction, from the beginning of the calendar to an instant. */
function daysWorkedBy(index: DayIndex, ms: number): number {
  const day = dayOfMs(ms);
  const whole = hoursOfDay(index, day).minutes * MINUTE_MS;
  return (index.workdaysBefore[day] ?? 0) + msWorkedInDay(index, day, ms) / whole;
}

function msWorkedInDay(index: DayIndex, day: number, ms: number): number {
  if (index.working[day] !== 1) return 0;
  const clock = ms - startOfDayMs(day);
  let worked = 0;
  for (const { from, to } of hoursOfDay(index, day).sessions) {
    worked += Math.max(0, Math.min(clock, to * MINUTE_MS) - from * MINUTE_MS);
  }
  return worked;
}

/** The day on whose working time a total of working milliseconds is reached, or the number of days if none. */
function firstDayReaching({ minutesBefore }: DayIndex, target: number): number {
  let low = 0;
  let high = DAY_COUNT;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((minutesBefore[middle + 1] ?? 0) * MINUTE_MS >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}
