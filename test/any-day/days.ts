import { dayOfDate, dayOfMs, startOfDayMs, yearOfDay } from '../../src/calendar/shanghai-time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A day on which the suite has to hold. */
export interface Day {
  readonly zh: string;
  readonly en: string;
  /** The instant at which it begins, given the machine's own; undefined where the machine's clock is left alone. */
  readonly instantMs: (nowMs: number) => number | undefined;
}

/**
 * The days, by the names that `--days` takes. Their hours differ on purpose: at midnight of the county the day before
 * is not over in UTC, and a year may end while the suite runs.
 */
export const DAYS = {
  today: { zh: '今天', en: "by the machine's own clock", instantMs: () => undefined },
  later: { zh: '一百天后', en: '100 days on', instantMs: (nowMs) => nowMs + 100 * DAY_MS },
  saturday: {
    zh: '星期六上午',
    en: 'a Saturday morning',
    instantMs: (nowMs) => startOfDayMs(nextSaturday(dayOfMs(nowMs))) + 10 * HOUR_MS,
  },
  'spring-festival': {
    zh: '春节第一天零时',
    en: 'midnight at which the Spring Festival begins',
    instantMs: () => startOfDayMs(dayOfDate('2027-02-06')),
  },
  'year-end': {
    zh: '十二月三十一日深夜',
    en: 'the last five minutes of 31 December',
    instantMs: (nowMs) => startOfDayMs(dayOfDate(`${yearOfDay(dayOfMs(nowMs)) + 1}-01-01`)) - 5 * 60_000,
  },
  unannounced: {
    zh: '日历未公布之年的傍晚',
    en: 'an evening in a year whose calendar is not announced',
    instantMs: () => startOfDayMs(dayOfDate('2028-05-10')) + 18 * HOUR_MS,
  },
} as const satisfies Record<string, Day>;

export type DayName = keyof typeof DAYS;

export const DAY_NAMES = Object.keys(DAYS) as readonly DayName[];

/** 1 January 2000, with which the numbering of days begins, was a Saturday. */
function nextSaturday(day: number): number {
  return day - (day % 7) + 7;
}
