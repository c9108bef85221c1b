import type { Words } from '../../../platform/wording/words.ts';
import type { CellQuestion } from '../../../sheet/cell-question.ts';
import { withDigits } from '../../../sheet/days/chinese-number.ts';
import { type DayTerms, readDay } from '../../../sheet/days/read-day.ts';
import { foldWidth } from '../../../sheet/fold.ts';

/** A limit as reform tasks take it. */
export type Limit = { readonly workingDays: number } | { readonly date: string };

/** A limit as a cell says it; calendar days and months are counted from the day on which the task is registered. */
export type WrittenLimit =
  | Limit
  /** As an export writes a default: it is one still where the default is as long. */
  | { readonly workingDays: number; readonly byDefault: true }
  | { readonly days: number }
  | { readonly months: number };

export interface LimitRead {
  readonly limit: WrittenLimit;
  /** What the writer should know of how it was read. */
  readonly note?: Words;
}

/** How a cell says that a limit is, or is to be, the default. */
const DEFAULT_MARK = /^(?:按)?默认(?:时限)?$/;
const DEFAULT_END = /\s*\((?:按)?默认(?:时限)?\)$/;

/** True where a cell says no limit, or says in so many words that the default is meant. */
export function isLeftToDefault(written: string): boolean {
  return written === '' || DEFAULT_MARK.test(foldWidth(written).trim());
}

const WORKING_DAYS = /^(\d{1,5})\s*个?\s*工作[日天](?:以?内|之内|完成|办结)*$/;
const DAYS = /^(\d{1,5})\s*个?\s*(?:天|自然日|日历天|日(?=以?内|之内))(?:以?内|之内|完成|办结)*$/;
const WEEKS = /^(\d{1,3})\s*个?\s*(?:周|星期|礼拜)(?:以?内|之内|完成|办结)*$/;
const MONTHS = /^(\d{1,3})\s*个?\s*月(?:以?内|之内|完成|办结)*$/;

/**
 * Reads a limit: working days, a date in any writing, or calendar days, weeks and months. The last three are counted as
 * the Civil Code counts periods (articles 200 to 203), which is said; what may be several days is asked.
 */
export function readLimit(written: string, terms: DayTerms): LimitRead | CellQuestion {
  const marked = foldWidth(written).trim();
  if (DEFAULT_END.test(marked)) return byDefault(marked.replace(DEFAULT_END, ''), terms);
  const text = withDigits(marked);
  const amount = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  const workingDays = amount(WORKING_DAYS);
  if (!Number.isNaN(workingDays)) return within(workingDays, 1000) ?? { limit: { workingDays } };
  const days = amount(DAYS);
  const weeks = amount(WEEKS);
  if (!Number.isNaN(days) || !Number.isNaN(weeks))
    return calendarDays(Number.isNaN(days) ? weeks * 7 : days, text);
  const months = /^\d{1,2}\s*月/.test(text) ? Number.NaN : amount(MONTHS);
  if (!Number.isNaN(months)) {
    const note = {
      zh: `“${text}”按自然月计；要按工作日计请写“N个工作日”`,
      en: `"${text}" is counted in calendar months; for working days write "N个工作日"`,
    };
    return within(months, 120) ?? { limit: { months }, note };
  }
  return asDate(written, text, terms);
}

function byDefault(written: string, terms: DayTerms): LimitRead | CellQuestion {
  const read = readLimit(written, terms);
  if ('kind' in read || !('workingDays' in read.limit)) return read;
  return { limit: { workingDays: read.limit.workingDays, byDefault: true } };
}

function calendarDays(days: number, text: string): LimitRead | CellQuestion {
  const note = {
    zh: `“${text}”按自然日计；要按工作日计请写“N个工作日”`,
    en: `"${text}" is counted in calendar days; for working days write "N个工作日"`,
  };
  return within(days, 3650) ?? { limit: { days }, note };
}

function within(amount: number, most: number): CellQuestion | undefined {
  if (amount >= 1 && amount <= most) return undefined;
  const why = { zh: `应在 1 至 ${most} 之间`, en: `it is not from 1 to ${most}` };
  return { kind: 'refused', why, write: EITHER };
}

const EITHER: Words = {
  zh: '“N个工作日”（1 至 1000）或日期，如 30个工作日、2026-12-31',
  en: '"N个工作日" (1 to 1000 working days) or a date such as 2026-12-31',
};

/** What is asked for where a limit is needed and none is written. */
export const NO_LIMIT = { kind: 'refused', write: EITHER } as const;

function asDate(written: string, text: string, terms: DayTerms): LimitRead | CellQuestion {
  const number = /^(\d{1,3})\s*[个日]?$/.exec(text)?.[1];
  if (number !== undefined && Number(number) > 0) {
    return {
      kind: 'asked',
      why: { zh: '没有写是工作日、自然日还是哪一天', en: 'it does not say of what it is a number' },
      write: { zh: `${number}个工作日、${number}天或日期`, en: `${number}个工作日, ${number}天, or a date` },
    };
  }
  if (/小时|时内|h$/i.test(text)) {
    return {
      kind: 'asked',
      why: { zh: '时限以天计', en: 'limits are counted in days' },
      write: { zh: '“1个工作日”或日期', en: '"1个工作日" or a date' },
    };
  }
  if (/^半个?[月年]|^\d+个?半月|季度内$|^\d+年$|^\d+个?季度$/.test(text)) {
    return {
      kind: 'asked',
      why: { zh: '没有写到哪一天', en: 'it names no day' },
      write: EITHER,
    };
  }
  const read = readDay(written, terms);
  if ('kind' in read) return read.kind === 'refused' ? { ...read, write: EITHER } : read;
  const { day, time, note } = read;
  const end = time === undefined || time === '00:00' || time === '17:30' || time >= '23:59';
  const dropped = {
    zh: `时限以天计，“${text}”按 ${day} 下班时计`,
    en: `limits are counted in days: "${text}" ends with the office hours of ${day}`,
  };
  const said = end ? note : dropped;
  return { limit: { date: day }, ...(said !== undefined && { note: said }) };
}

/** The limit that a written one comes to for a task that is registered on a county day. */
export function limitFrom(written: WrittenLimit, day: string): Limit {
  if ('days' in written) return { date: dayAfter(day, written.days) };
  if ('months' in written) return { date: monthsAfter(day, written.months) };
  return 'date' in written ? written : { workingDays: written.workingDays };
}

/** True where a written limit is the default that an export wrote down. */
export function isTakenFrom(written: WrittenLimit, taken: Limit | undefined): boolean {
  return 'byDefault' in written && taken !== undefined && limitText(taken) === limitText(written);
}

/** True where a limit is what a written one comes to on that day. */
export function isSameLimit(limit: Limit, written: WrittenLimit, day: string): boolean {
  return limitText(limit) === limitText(limitFrom(written, day));
}

/** A limit as a ledger writes it. */
export function limitText(limit: Limit): string {
  return 'date' in limit ? limit.date : `${limit.workingDays}个工作日`;
}

/** The same with whether it was taken from a default. */
export function limitCell(limit: Limit, isDefault: boolean): string {
  return isDefault ? `${limitText(limit)}（默认）` : limitText(limit);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of a later month, or its last one where it is shorter. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
