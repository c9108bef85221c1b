import type { Words } from '../../platform/wording/words.ts';
import type { CellQuestion } from '../cell-question.ts';

/** A way of naming a stretch of time instead of its last day, and the days that may be meant. */
interface Vague {
  readonly pattern: RegExp;
  readonly why: Words;
  /** The days to offer, `thisYear` being the year in which it is read. */
  readonly days: (match: RegExpExecArray, thisYear: number) => readonly string[];
}

const NO_DAY_NAMED = { zh: '没有写到哪一天', en: 'it names no day' };
const NO_YEAR = { zh: '没有写年份', en: 'it names no year' };
const SHORT_YEAR = { zh: '年份只有两位', en: 'the year has two digits' };

const YEAR = /(?:(\d{4})\s*[-/.年度]*\s*|今年|本年|明年)?/.source;

/** Read in order; the first that fits decides what is asked. */
const VAGUE: readonly Vague[] = [
  {
    pattern: new RegExp(`^${YEAR}(?:第?([1-4])季度?|[Qq]([1-4]))`),
    why: NO_DAY_NAMED,
    days: ([all, year, a, b], now) => [lastOf(yearOf(all, year, now), Number(a ?? b) * 3)],
  },
  {
    pattern: new RegExp(`^${YEAR}(上|下)半年`),
    why: NO_DAY_NAMED,
    days: ([all, year, half], now) => [lastOf(yearOf(all, year, now), half === '上' ? 6 : 12)],
  },
  {
    pattern:
      /^(\d{4})\s*[-/.年]?\s*(0?[1-9]|1[0-2])\s*月?份?\s*(上旬|中旬|下旬|初|中|底|末|前|以前|之前|内)*$/,
    why: NO_DAY_NAMED,
    days: ([, year, month, part], _now) => [dayIn(Number(year), Number(month), part)],
  },
  {
    pattern: /^(?:今年|本年)?(\d{1,2})月份?(上旬|中旬|下旬|初|中|底|末|前|以前|之前|内)*$/,
    why: NO_DAY_NAMED,
    days: ([, month, part], now) => eitherYear(now, Number(month), (year, of) => dayIn(year, of, part)),
  },
  {
    pattern: new RegExp(`^${YEAR}(?:度?(?:年)?(?:底|末|终|内|前|之前|以前))+`),
    why: NO_DAY_NAMED,
    days: ([all, year], now) => [lastOf(yearOf(all, year, now), 12)],
  },
  { pattern: /^(\d{4})\s*年?$/, why: NO_DAY_NAMED, days: ([, year]) => [lastOf(Number(year), 12)] },
  {
    pattern: /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:前|以前|之前)?$/,
    why: NO_YEAR,
    days: ([, month, day], now) => eitherYear(now, Number(month), (year, of) => iso(year, of, Number(day))),
  },
  {
    pattern: /^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/,
    why: SHORT_YEAR,
    days: ([, year, month, day]) => [
      iso(2000 + Number(year), Number(month), Number(day)),
      iso(2000 + Number(day), Number(month), Number(year)),
    ],
  },
];

/** Words that name an end without saying when. */
const OPEN_ENDED =
  /长期|持续|常态|尽快|尽早|随时|立即|即日|待定|另行|本周|下周|本月|下月|月底|月末|节前|节后|同步|按.*(要求|进度)|至|到|~|-{2}/;

/** What is asked where a cell speaks of time and names no day; undefined where it does not even do that. */
export function unclearDay(text: string, today: string): CellQuestion | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (const { pattern, why, days } of VAGUE) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const offered = [...new Set(days(match, thisYear))].filter((day) => isDay(day));
    if (offered.length > 0) {
      return { kind: 'asked', why, write: { zh: offered.join(' 或 '), en: offered.join(' or ') } };
    }
  }
  if (!OPEN_ENDED.test(text)) return undefined;
  return {
    kind: 'asked',
    why: NO_DAY_NAMED,
    write: {
      zh: '最后一天的日期，如 2026-12-31；长期任务请写下一次检查的日期',
      en: 'the last day, such as 2026-12-31; for a lasting task the day of its next check',
    },
  };
}

function yearOf(all: string, year: string | undefined, now: number): number {
  return year === undefined ? now + (all.startsWith('明年') ? 1 : 0) : Number(year);
}

function eitherYear(
  now: number,
  month: number,
  make: (year: number, month: number) => string,
): readonly string[] {
  return [make(now, month), make(now + 1, month)];
}

function dayIn(year: number, month: number, part: string | undefined): string {
  if (part === '上旬' || part === '初') return iso(year, month, 10);
  if (part === '中旬' || part === '中') return iso(year, month, 20);
  return lastOf(year, month);
}

function lastOf(year: number, month: number): string {
  return iso(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function isDay(day: string): boolean {
  const at = Date.parse(day);
  if (day < '2000' || day > '2100') return false;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
