import type { Calendar } from '../../calendar/calendar.ts';
import type { ClockSpan } from '../../calendar/clock/clock-ledger.ts';
import { latenessCause } from '../../calendar/clock/lateness-cause.ts';
import { workingDaysLate } from '../../calendar/working-time.ts';
import { minutesOfWorkingDay } from '../../calendar/working-time-words.ts';
import type { LateCause } from '../../contract/clock.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { DeadlineStanding } from '../clock/clock-log.ts';
import { causeInWords } from '../clock/clock-words.ts';
import { lateInWords } from '../clock/time-left.ts';

/** How late a task is, or was when it was done, and by whom. */
export interface LateByClock {
  /** Working days, cut to one decimal. */
  readonly days: number;
  readonly minutes: number;
  readonly words: Title;
  /** Null where the clock ran for nobody since dispatch. */
  readonly cause: LateCause | null;
}

/** How late a task is by where its deadline stands; null while it is not. */
export function lateByClock(
  calendar: Calendar,
  spans: readonly ClockSpan[],
  standing: DeadlineStanding,
): LateByClock | null {
  const { judgedBy, to } = standing;
  if (judgedBy === null || judgedBy >= to) return null;
  const late = workingDaysLate(calendar, judgedBy, to);
  return {
    days: late.days,
    minutes: late.minutes,
    words: lateInWords(late),
    cause: causeOf(calendar, spans, standing),
  };
}

/** Who kept a task the longest since its dispatch, in words; null where the clock ran for nobody. */
export function causeOf(
  calendar: Calendar,
  spans: readonly ClockSpan[],
  { from, to }: Pick<DeadlineStanding, 'from' | 'to'>,
): LateCause | null {
  const cause = latenessCause(calendar, spans, { from, to });
  return cause === undefined
    ? null
    : { ...cause, words: causeInWords(cause, minutesOfWorkingDay(calendar, to)) };
}
