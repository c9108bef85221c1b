import { z } from 'zod';
import { saidIssue } from '../platform/wording/said.ts';
import type { Words } from '../platform/wording/words.ts';

/** The years a deadline may lie in; anything outside is a slip of the keyboard. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

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

/** A date of the calendar, `YYYY-MM-DD`, that exists and lies in a year from 2000 to 2100. */
export const CivilDateSchema = z
  .string()
  .superRefine((date, context) => {
    const expectation = expectationMissedBy(date);
    if (expectation !== undefined) context.addIssue({ code: 'custom', ...saidIssue(expectation) });
  })
  .meta({ format: 'date' });
