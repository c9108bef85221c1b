import { Problem } from '../platform/wording/problem.ts';
import { expectationMissedBy, FIRST_YEAR, LAST_YEAR } from '../vocabulary/civil-date.ts';
import { COUNTY_OFFSET_MS, DAY_MS } from '../vocabulary/county-day.ts';

export const MINUTE_MS = 60_000;

const FIRST_DAY_UTC = Date.UTC(FIRST_YEAR, 0, 1);

/** How many days the calendar covers; days are numbered from 0, which is 1 January 2000. */
export const DAY_COUNT = (Date.UTC(LAST_YEAR + 1, 0, 1) - FIRST_DAY_UTC) / DAY_MS;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Number of a date written `YYYY-MM-DD`; refuses days that do not exist and years outside 2000–2100. */
export function dayOfDate(date: string, what = 'date'): number {
  const expectation = expectationMissedBy(date);
  if (expectation !== undefined) {
    throw new Problem('input-invalid', {
      zh: `日期“${date}”有误：${expectation.zh}。`,
      en: `${what} is ${JSON.stringify(date)}, ${expectation.en}.`,
    });
  }
  return (Date.parse(date) - FIRST_DAY_UTC) / DAY_MS;
}

/** The date of a day number, `YYYY-MM-DD`. */
export function dateOfDay(day: number): string {
  return new Date(FIRST_DAY_UTC + day * DAY_MS).toISOString().slice(0, 10);
}

/** The year a day number lies in. */
export function yearOfDay(day: number): number {
  return new Date(FIRST_DAY_UTC + day * DAY_MS).getUTCFullYear();
}

/** Instants recur: a page of late tasks asks for the same few hundred each time it is read. */
const knownInstants = new Map<string, number>();
const MOST_KNOWN = 10_000;

/** Epoch milliseconds of an ISO instant with `Z` or an offset; finer fractions are cut to the millisecond. */
export function msOfInstant(text: string, what = 'instant'): number {
  const known = knownInstants.get(text);
  if (known !== undefined) return known;
  const ms = parseInstant(text, what);
  if (knownInstants.size >= MOST_KNOWN) knownInstants.clear();
  knownInstants.set(text, ms);
  return ms;
}

function parseInstant(text: string, what: string): number {
  const ms = Date.parse(text);
  const day = dayOfMs(ms);
  // Our own canonical form needs no further look; Date.parse alone would take 30 February for 2 March.
  const sound = (text.length === 24 && day >= 0 && instantOfMs(ms) === text) || isInstant(text);
  const expectation = sound
    ? {
        zh: `北京时间的年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`,
        en: `expected a year from ${FIRST_YEAR} to ${LAST_YEAR} in Asia/Shanghai`,
      }
    : {
        zh: '应为带时区的时刻，如 2026-12-31T09:30:00.000Z',
        en: 'expected an ISO instant with zone on a day that exists, such as 2026-12-31T09:30:00.000Z',
      };
  if (sound && day >= 0 && day < DAY_COUNT) return ms;
  throw new Problem('input-invalid', {
    zh: `时刻“${text}”有误：${expectation.zh}。`,
    en: `${what} is ${JSON.stringify(text)}, ${expectation.en}.`,
  });
}

function isInstant(text: string): boolean {
  const date = INSTANT.exec(text)?.[1] ?? '';
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}

/** ISO text of epoch milliseconds in UTC, always with milliseconds and `Z`. */
export function instantOfMs(ms: number): string {
  return new Date(ms).toISOString();
}

/** Number of the Asia/Shanghai day an instant lies in; may lie outside the calendar. */
export function dayOfMs(ms: number): number {
  return Math.floor((ms + COUNTY_OFFSET_MS - FIRST_DAY_UTC) / DAY_MS);
}

/** Midnight in Asia/Shanghai at which a day begins, as epoch milliseconds. */
export function startOfDayMs(day: number): number {
  return FIRST_DAY_UTC + day * DAY_MS - COUNTY_OFFSET_MS;
}
