import { Problem } from '../../platform/wording/problem.ts';
import type { Calendar } from '../calendar.ts';
import { type DayIndex, dayIndexOf, openingMs } from '../day-index.ts';
import { DAY_COUNT, dayOfMs, instantOfMs, msOfInstant, startOfDayMs } from '../shanghai-time.ts';
import { workdaysThrough } from '../working-days.ts';

/** 绿 on time, 黄 due within the warning window, 红 overdue; none without a due date. */
export type Light = 'green' | 'yellow' | 'red' | 'none';

/** Working days before the due day from which a task is yellow, unless its type says otherwise. */
const DEFAULT_WARN_WORKING_DAYS = 3;

/** What a light is derived from; it is never stored. */
export interface LightTerms {
  readonly calendar: Calendar;
  readonly dueAt: string | null;
  readonly now: string;
  readonly warnWorkingDays?: number | undefined;
  /** A closed task keeps the light it closed with. */
  readonly closedAt?: string | null | undefined;
}

/** The two instants that sort open tasks by light when compared with their due date. */
export interface LightBounds {
  /** Red: due before this. */
  readonly overdueBefore: string;
  /** Yellow: due before this and not red. Green: all others with a due date. */
  readonly yellowBefore: string;
}

/** The light of a task: late only after its due instant, yellow from `yellowFrom` on. */
export function lightOf({ calendar, dueAt, now, warnWorkingDays, closedAt }: LightTerms): Light {
  if (dueAt === null) return 'none';
  const due = msOfInstant(dueAt, 'dueAt');
  const seen = closedAt == null ? msOfInstant(now, 'now') : msOfInstant(closedAt, 'closedAt');
  if (due < seen) return 'red';
  return yellowFromMs(dayIndexOf(calendar), due, warnWorkingDays) <= seen ? 'yellow' : 'green';
}

/**
 * The instant from which a task is yellow: offices open, and at most `warnWorkingDays` working days follow up to
 * and including the due day.
 */
export function yellowFrom(calendar: Calendar, dueAt: string, warnWorkingDays?: number): string {
  return instantOfMs(yellowFromMs(dayIndexOf(calendar), msOfInstant(dueAt, 'dueAt'), warnWorkingDays));
}

/** Bounds for a query over open tasks, with due dates in whole milliseconds, that agrees with `lightOf`. */
export function lightBounds(calendar: Calendar, now: string, warnWorkingDays?: number): LightBounds {
  const index = dayIndexOf(calendar);
  const ms = msOfInstant(now, 'now');
  // A task is green while the day on which it turns yellow has yet to open: find the first such day, and from it
  // the due day it warns of.
  const workedDays = workdaysThrough(index, dayOfMs(ms) - 1);
  const today = index.workdays[workedDays];
  const nextToOpen = today !== undefined && openingMs(index, today) <= ms ? workedDays + 1 : workedDays;
  const firstGreenDay = index.workdays[nextToOpen + warningWindow(warnWorkingDays)] ?? DAY_COUNT;
  return {
    overdueBefore: instantOfMs(ms),
    // What is due this very millisecond is yellow, also before offices open.
    yellowBefore: instantOfMs(Math.max(startOfDayMs(firstGreenDay), ms + 1)),
  };
}

function yellowFromMs(index: DayIndex, due: number, warnWorkingDays: number | undefined): number {
  const position = workdaysThrough(index, dayOfMs(due)) - 1 - warningWindow(warnWorkingDays);
  const day = index.workdays[position];
  return Math.min(due, day === undefined ? startOfDayMs(0) : openingMs(index, day));
}

function warningWindow(warnWorkingDays = DEFAULT_WARN_WORKING_DAYS): number {
  if (Number.isSafeInteger(warnWorkingDays) && warnWorkingDays >= 0) return warnWorkingDays;
  throw new Problem('input-invalid', {
    zh: `预警期为 ${warnWorkingDays} 个工作日，应为不小于 0 的整数。`,
    en: `The warning window is ${warnWorkingDays} working days, expected a whole number from 0.`,
  });
}
