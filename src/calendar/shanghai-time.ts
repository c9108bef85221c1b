import { Problem } from '../platform/wording/problem.ts';
import type { Words } from '../platform/wording/words.ts';

export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The years a deadline may lie in; anything outside is a slip of the keyboard. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

// Asia/Shanghai has been UTC+8 without daylight saving since 15 September 1991, so a constant serves every
// year accepted here at a fraction of the price of a zone look-up. A test holds it against the tz database.
const OFFSET_MS = 8 * 3_600_000;

const FIRST_DAY_UTC = Date.UTC(FIRST_YEAR, 0, 1);

/** How many days the calendar covers; days are numbered from 0, which is 1 January 2000. */
export const DAY_COUNT = (Date.UTC(LAST_YEAR + 1, 0, 1) - FIRST_DAY_UTC) / DAY_MS;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
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

/** What a text would have to be to name a date of the calendar, or undefined when it does. */
export function expectationMissedBy(date: string): Words | undefined {
  const match = DATE.exec(date);
  if (match === null) return { zh: '应为 2026-12-31 样式的日期', en: 'expected a date written YYYY-MM-DD' };
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return {
      zh: `年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`,
      en: `expected a year from ${FIRST_YEAR} to ${LAST_YEAR}`,
    };
  }
  if (month < 1 || month > 12) return { zh: '月份应在 01 至 12 之间', en: 'expected a month from 01 to 12' };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day >= 1 && day <= last) return undefined;
  return {
    zh: `${year} 年 ${month} 月只有 01 至 ${last} 日`,
    en: `expected a day from 01 to ${last} in ${date.slice(0, 7)}`,
  };
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
  return Math.floor((ms + OFFSET_MS - FIRST_DAY_UTC) / DAY_MS);
}

/** Midnight in Asia/Shanghai at which a day begins, as epoch milliseconds. */
export function startOfDayMs(day: number): number {
  return FIRST_DAY_UTC + day * DAY_MS - OFFSET_MS;
}
