import { Problem } from '../../platform/wording/problem.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import type { Calendar } from '../calendar.ts';
import { closingMs, type DayIndex, dayIndexOf, touchesUnconfirmed } from '../day-index.ts';
import { dayOfDate, dayOfMs, instantOfMs, msOfInstant } from '../shanghai-time.ts';
import { dayAfterWorkingDays, describeDay } from '../working-days.ts';
import { msAfterWorkingMinutes } from '../working-time.ts';

/** When something is due, and how certain and unusual that is. */
export interface DueAt {
  /** ISO instant in UTC with milliseconds. */
  readonly at: string;
  /** True when it rests on a year whose holidays are not announced yet. */
  readonly provisional: boolean;
  /** Said when the date asked for is not a working day; the date is kept. */
  readonly note?: { readonly zh: string; readonly en: string };
}

/** From where a deadline is counted and how far. */
export interface DeadlineTerms {
  readonly calendar: Calendar;
  /** ISO instant of dispatch: the clock starts here. */
  readonly from: string;
  readonly limit: Limit;
  /** Working minutes for which the clock was legally stopped; the due date moves by as much. */
  readonly suspendedMinutes?: number | undefined;
}

/**
 * When a limit runs out. Working days count from the day after dispatch, and day and date limits end with the
 * office hours of their last day in Asia/Shanghai; working hours count from dispatch itself.
 */
export function dueAt({ calendar, from, limit, suspendedMinutes = 0 }: DeadlineTerms): DueAt {
  const index = dayIndexOf(calendar);
  const { firstDay, due } = runOut(index, msOfInstant(from, 'from'), limit);
  const at = msAfterWorkingMinutes(index, due, suspendedMinutes);
  const answer = { at: instantOfMs(at), provisional: touchesUnconfirmed(index, firstDay, dayOfMs(at)) };
  if (!('date' in limit) || index.working[firstDay] === 1) return answer;
  return { ...answer, note: noteOnDayOff(calendar, limit.date) };
}

/** The instant a limit ends, and the first day that had a say in it. */
function runOut(index: DayIndex, start: number, limit: Limit): { firstDay: number; due: number } {
  if ('date' in limit) {
    const day = dayOfDate(limit.date, 'the date limit');
    return { firstDay: day, due: closingMs(index, day) };
  }
  const today = dayOfMs(start);
  if ('workingDays' in limit) {
    const due = closingMs(index, dayAfterWorkingDays(index, today, budget(limit.workingDays, 'days')));
    return { firstDay: today + 1, due };
  }
  return {
    firstDay: today,
    due: msAfterWorkingMinutes(index, start, budget(limit.workingHours, 'hours') * 60),
  };
}

function budget(amount: number, unit: 'days' | 'hours'): number {
  if (Number.isSafeInteger(amount) && amount > 0) return amount;
  throw new Problem('input-invalid', {
    zh: `时限为 ${amount} 个${unit === 'days' ? '工作日' : '工作小时'}，应为不小于 1 的整数。`,
    en: `The limit is ${amount} working ${unit}, expected a whole number from 1.`,
  });
}

function noteOnDayOff(calendar: Calendar, date: string): { zh: string; en: string } {
  const { name } = describeDay(calendar, date);
  return {
    zh: `${date}（${name ?? '周末'}）不是工作日，期限仍按所定日期计算`,
    en: `${date} (${name ?? 'weekend'}) is not a working day; the date asked for is kept`,
  };
}
