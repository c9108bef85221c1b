import { FIRST_YEAR, LAST_YEAR } from '../vocabulary/civil-date.ts';
import type { Calendar } from './calendar.ts';
import type { OfficeHours } from './calendar-schema.ts';
import { DAY_COUNT, dayOfDate, MINUTE_MS, startOfDayMs, yearOfDay } from './shanghai-time.ts';

/** The hours of one day, in minutes after midnight. */
export interface DayHours {
  readonly sessions: readonly { readonly from: number; readonly to: number }[];
  readonly open: number;
  readonly close: number;
  /** Working minutes of the whole day. */
  readonly minutes: number;
}

/** Every day of the calendar unrolled, so that a deadline costs a few array reads instead of a walk. */
export interface DayIndex {
  /** 1 for a working day. */
  readonly working: Uint8Array;
  /** Which entry of `hours` a day keeps; also set for days off, whose deadlines end at closing time too. */
  readonly hoursOf: Uint16Array;
  readonly hours: readonly DayHours[];
  /** Working days, and working minutes, of all days before a day; one longer than the days. */
  readonly workdaysBefore: Int32Array;
  readonly minutesBefore: Int32Array;
  /** The day numbers of the working days in order. */
  readonly workdays: Int32Array;
  /** The confirmed years. */
  readonly confirmed: ReadonlySet<number>;
}

// A calendar is immutable, so its index may be kept for as long as the calendar lives (about 0.5 MB each).
const indexes = new WeakMap<Calendar, DayIndex>();

/** The unrolled days of a calendar, built on first use. */
export function dayIndexOf(calendar: Calendar): DayIndex {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const built = buildDayIndex(calendar);
  indexes.set(calendar, built);
  return built;
}

/** True when an unconfirmed year lies in the days from `first` to `last`, both included. */
export function touchesUnconfirmed({ confirmed }: DayIndex, first: number, last: number): boolean {
  for (let year = yearOfDay(first), end = yearOfDay(last); year <= end; year += 1) {
    if (!confirmed.has(year)) return true;
  }
  return false;
}

/** The hours a day keeps. */
export function hoursOfDay(index: DayIndex, day: number): DayHours {
  const hours = index.hours[index.hoursOf[day] ?? -1];
  if (hours === undefined) {
    throw new RangeError(
      `day ${day} lies outside the calendar, expected a year from ${FIRST_YEAR} to ${LAST_YEAR}`,
    );
  }
  return hours;
}

/** When the offices open on a day, whether or not they do, as epoch milliseconds. */
export function openingMs(index: DayIndex, day: number): number {
  return startOfDayMs(day) + hoursOfDay(index, day).open * MINUTE_MS;
}

/** When the office hours of a day end, as epoch milliseconds; days off have deadlines too. */
export function closingMs(index: DayIndex, day: number): number {
  return startOfDayMs(day) + hoursOfDay(index, day).close * MINUTE_MS;
}

function buildDayIndex(calendar: Calendar): DayIndex {
  const working = new Uint8Array(DAY_COUNT);
  // 1 January 2000, day 0, was a Saturday.
  for (let day = 0; day < DAY_COUNT; day += 1) working[day] = day % 7 < 2 ? 0 : 1;
  for (const { date, kind } of [...calendar.years.flatMap(({ days }) => days), ...calendar.countyDays]) {
    working[dayOfDate(date)] = kind === 'workday' ? 1 : 0;
  }
  const { hours, hoursOf } = unrollHours(calendar);
  const workdaysBefore = new Int32Array(DAY_COUNT + 1);
  const minutesBefore = new Int32Array(DAY_COUNT + 1);
  const workdays: number[] = [];
  let minutes = 0;
  for (let day = 0; day < DAY_COUNT; day += 1) {
    if (working[day] === 1) {
      workdays.push(day);
      minutes += hours[hoursOf[day] ?? 0]?.minutes ?? 0;
    }
    workdaysBefore[day + 1] = workdays.length;
    minutesBefore[day + 1] = minutes;
  }
  return {
    working,
    hoursOf,
    hours,
    workdaysBefore,
    minutesBefore,
    workdays: Int32Array.from(workdays),
    confirmed: new Set(calendar.years.filter((year) => year.confirmed).map(({ year }) => year)),
  };
}

function unrollHours(calendar: Calendar): { hours: DayHours[]; hoursOf: Uint16Array } {
  const hours = calendar.officeHours.map(({ sessions }) => dayHours(sessions));
  const hoursOf = new Uint16Array(DAY_COUNT);
  for (const [entry, { since }] of calendar.officeHours.entries()) hoursOf.fill(entry, dayOfDate(since));
  for (const { date, hours: own } of calendar.countyDays) {
    if (own !== undefined) hoursOf[dayOfDate(date)] = hours.push(dayHours(own)) - 1;
  }
  return { hours, hoursOf };
}

function dayHours(texts: OfficeHours['sessions']): DayHours {
  const sessions = texts.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
  return {
    sessions,
    open: sessions[0]?.from ?? 0,
    close: sessions.at(-1)?.to ?? 0,
    minutes: sessions.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}

function minuteOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3));
}
