import type { Words } from '../../platform/wording/words.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import type { CellQuestion } from '../cell-question.ts';
import { foldWidth } from '../fold.ts';
import type { Epoch } from '../grid.ts';
import { withDigits } from './chinese-number.ts';
import { serialDay } from './serial-day.ts';
import { unclearDay } from './unclear-day.ts';

/** A day as a cell says it, `2026-12-31`, with the time of day where one is written. */
export interface WrittenDay {
  readonly day: string;
  readonly time?: string;
  /** What the writer should know of how it was read. */
  readonly note?: Words;
}

export interface DayTerms {
  /** The county day on which it is read, for what to suggest. */
  readonly today: string;
  readonly epoch: Epoch;
}

export type DayRead = WrittenDay | CellQuestion;

const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/**
 * Reads a day as offices and spreadsheets write it: `2026-12-31`, `2026/12/5`, `2026.12.31`, `2026年12月31日`, `20261231`,
 * `二〇二六年十二月三十一日`, `31/12/2026`, a spreadsheet's number of days; each in any width, with a time or a weekday.
 * What could be several days is asked, with each of them.
 */
export function readDay(written: string, terms: DayTerms): DayRead {
  const text = withDigits(foldWidth(written));
  const { rest, time, isUtc, weekday } = partsOf(text);
  const found = dayOf(rest, terms) ?? dayBefore(rest, terms);
  if (found === undefined) return unclearDay(text, terms.today) ?? NO_DAY;
  if ('kind' in found) return found;
  const wrong = weekday === undefined ? undefined : otherWeekday(found.day, weekday);
  if (wrong !== undefined || time === undefined) return wrong ?? found;
  return isUtc ? { ...found, ...countyTimeOf(found.day, time) } : { ...found, time };
}

const UNTIL = /^(?:于|在|截至|截止到?|至)?(.+?)(?:之前|以前|前|止|截止|为止|内)?(?:完成|办结)?$/;

/** “12月31日前” goes up to the end of that day, which is said. */
function dayBefore(text: string, terms: DayTerms): DayRead | undefined {
  const found = dayOf(UNTIL.exec(text)?.[1]?.trim() ?? '', terms);
  if (found === undefined || 'kind' in found) return found;
  const { day } = found;
  return { day, note: { zh: `“${text}”含 ${day} 当日`, en: `"${text}" is read as up to and on ${day}` } };
}

function countyTimeOf(day: string, time: string): Pick<WrittenDay, 'day' | 'time'> {
  const [shown = day, minute = time] = countyMinuteOf(`${day}T${time}:00Z`).split(' ');
  return { day: shown, time: minute };
}

const NO_DAY: CellQuestion = {
  kind: 'refused',
  why: { zh: '不是日期', en: 'it is no date' },
  write: { zh: '日期，如 2026-12-31', en: 'a date such as 2026-12-31' },
};

interface DateParts {
  readonly rest: string;
  readonly time: string | undefined;
  readonly isUtc: boolean;
  /** 0 is Sunday. */
  readonly weekday: number | undefined;
}

const WEEKDAY = /[([]?(?:星期|周|礼拜)([1-6日天])[)\]]?/;
const TIME = /[T ]*(\d{1,2})[:时](\d{2})?(?:[:分](\d{2})(?:\.\d+)?秒?|分)?(Z|\+0?8:?00)?$/;

function partsOf(text: string): DateParts {
  const weekday = WEEKDAY.exec(text);
  const bare = (weekday === null ? text : text.replace(weekday[0], ' ')).trim();
  const time = /[T ]\d|日\d|[:时]/.test(bare) ? TIME.exec(bare) : null;
  const day = weekday?.[1];
  return {
    rest: (time === null ? bare : bare.slice(0, time.index)).trim(),
    time: time === null ? undefined : `${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? '00'}`,
    isUtc: time?.[4] === 'Z',
    weekday: day === undefined ? undefined : '日天'.includes(day) ? 0 : Number(day),
  };
}

const YEAR_FIRST = /^(\d{4})(?:\s*[-/.年]\s*)(\d{1,2})(?:\s*[-/.月]\s*)(\d{1,2})\s*[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$/;
const NAMED_MONTH =
  /^(?:(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ ,-]+(\d{4})|([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}))$/i;
const SERIAL = /^(\d{5})(\.\d+)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dayOf(text: string, { epoch }: DayTerms): DayRead | undefined {
  const written = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (written !== null) return checkedDay(Number(written[1]), Number(written[2]), Number(written[3]));
  const last = YEAR_LAST.exec(text);
  if (last !== null) return dayOrMonthFirst(Number(last[1]), Number(last[2]), Number(last[3]));
  const named = NAMED_MONTH.exec(text);
  if (named !== null) {
    const month = MONTHS.indexOf((named[2] ?? named[4] ?? '').toLowerCase()) + 1;
    return checkedDay(Number(named[3] ?? named[6]), month, Number(named[1] ?? named[5]));
  }
  if (!SERIAL.test(text)) return undefined;
  const shown = serialDay(Number(text), epoch);
  const [day = '', time] = shown?.split(' ') ?? [];
  if (day.slice(0, 4) < `${FIRST_YEAR}` || day.slice(0, 4) > `${LAST_YEAR}`) return undefined;
  const note = {
    zh: `“${text}”按电子表格的日期读作 ${day}`,
    en: `"${text}" is read as a spreadsheet's number for ${day}`,
  };
  return { day, note, ...(time !== undefined && { time }) };
}

function dayOrMonthFirst(first: number, second: number, year: number): DayRead {
  if (first > 12 || first === second) return checkedDay(year, second, first);
  if (second > 12) return checkedDay(year, first, second);
  const [a, b] = [isoDay(year, second, first), isoDay(year, first, second)];
  return {
    kind: 'asked',
    why: { zh: '日、月先后不明', en: 'day and month may be either way round' },
    write: { zh: `${a} 或 ${b}`, en: `${a} or ${b}` },
  };
}

function checkedDay(year: number, month: number, day: number): DayRead {
  const { write } = NO_DAY;
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    const why = {
      zh: `年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`,
      en: `the year is not from ${FIRST_YEAR} to ${LAST_YEAR}`,
    };
    return { kind: 'refused', why, write };
  }
  const last = month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day >= 1 && day <= last) return { day: isoDay(year, month, day) };
  const why =
    last === 0
      ? { zh: `没有 ${month} 月`, en: `there is no month ${month}` }
      : { zh: `${year} 年 ${month} 月只有 ${last} 天`, en: `${year}-${month} has ${last} days` };
  return { kind: 'refused', why, write };
}

function otherWeekday(day: string, said: number): CellQuestion | undefined {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === said) return undefined;
  return {
    kind: 'asked',
    why: {
      zh: `${day} 是星期${'日一二三四五六'[weekday]}，与所写星期不符`,
      en: `${day} is not the weekday that is written beside it`,
    },
    write: { zh: `日期而不写星期，如 ${day}`, en: `the date without a weekday, e.g. ${day}` },
  };
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
