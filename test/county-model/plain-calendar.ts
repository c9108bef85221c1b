import type { Calendar } from '../../src/calendar/calendar.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
// Asia/Shanghai has been UTC+8 without daylight saving since 1991.
const OFFSET_MS = 8 * 3_600_000;

interface Day {
  readonly works: boolean;
  /** Minutes after midnight. */
  readonly sessions: readonly (readonly [from: number, to: number])[];
}

/** Working time counted day by day, without anything of the product's: slow and plain. */
export interface PlainCalendar {
  /** Whole working minutes from a fixed day to an instant (epoch milliseconds). */
  minutesBy(ms: number): number;
  /** When a budget of working days that begins at an instant is used up: at closing time of its last day. */
  endOfDays(ms: number, days: number): number;
  /** Closing time of a date, whether or not it is a working day. */
  closing(date: string): number;
  /** The instant at which so many more working minutes have passed. */
  after(ms: number, minutes: number): number;
}

const calendars = new WeakMap<Calendar, PlainCalendar>();

/** The plain reading of a calendar; made once for each. */
export function plainCalendar(calendar: Calendar): PlainCalendar {
  const known = calendars.get(calendar) ?? read(calendar);
  calendars.set(calendar, known);
  return known;
}

function read({ years, countyDays, officeHours }: Calendar): PlainCalendar {
  const kinds = new Map(years.flatMap(({ days }) => days).map(({ date, kind }) => [date, kind]));
  for (const { date, kind } of countyDays) kinds.set(date, kind);
  const ownHours = new Map(countyDays.map(({ date, hours }) => [date, hours]));
  const days = new Map<number, Day>();
  const minutesBefore = new Map<number, number>([[FIRST_DAY, 0]]);
  let reached = FIRST_DAY;

  function dayOf(number: number): Day {
    const found = days.get(number);
    if (found !== undefined) return found;
    const date = new Date(number * DAY_MS).toISOString().slice(0, 10);
    const weekday = new Date(number * DAY_MS).getUTCDay();
    const kind = kinds.get(date) ?? (weekday === 0 || weekday === 6 ? 'holiday' : 'workday');
    const usual = officeHours.findLast(({ since }) => since <= date)?.sessions ?? [];
    const sessions = (ownHours.get(date) ?? usual).map(
      ({ from, to }) => [minuteOf(from), minuteOf(to)] as const,
    );
    const day = { works: kind === 'workday', sessions };
    days.set(number, day);
    return day;
  }

  function msOfDay(number: number, upTo = DAY_MS): number {
    const { works, sessions } = dayOf(number);
    if (!works) return 0;
    return sessions.reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(upTo, to * MINUTE_MS) - from * MINUTE_MS),
      0,
    );
  }

  function msBefore(number: number): number {
    for (; reached < number; reached++) {
      minutesBefore.set(reached + 1, (minutesBefore.get(reached) ?? 0) + msOfDay(reached));
    }
    return minutesBefore.get(number) ?? 0;
  }

  const closingOf = (number: number) =>
    number * DAY_MS - OFFSET_MS + (dayOf(number).sessions.at(-1)?.[1] ?? 0) * MINUTE_MS;
  const msBy = (ms: number) => {
    const number = dayNumber(ms);
    return msBefore(number) + msOfDay(number, ms + OFFSET_MS - number * DAY_MS);
  };

  return {
    minutesBy: (ms) => Math.floor(msBy(ms) / MINUTE_MS),
    endOfDays(ms, count) {
      let number = dayNumber(ms);
      for (let left = count; left > 0; ) if (dayOf(++number).works) left--;
      return closingOf(number);
    },
    closing: (date) => closingOf(Date.parse(date) / DAY_MS),
    after(ms, minutes) {
      if (minutes === 0) return ms;
      const target = msBy(ms) + minutes * MINUTE_MS;
      let number = dayNumber(ms);
      while (msBefore(number + 1) < target) number++;
      let left = target - msBefore(number);
      for (const [from, to] of dayOf(number).sessions) {
        const length = (to - from) * MINUTE_MS;
        if (left <= length) return number * DAY_MS - OFFSET_MS + from * MINUTE_MS + left;
        left -= length;
      }
      throw new Error(`Day ${number} has less working time than was counted.`);
    },
  };
}

/** 1 January 2024: before any instant of the model. */
const FIRST_DAY = Date.parse('2024-01-01') / DAY_MS;

function dayNumber(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
