import { type ClockParty, STOPPED_PARTIES } from '../../vocabulary/clock-party.ts';
import type { Calendar } from '../calendar.ts';
import { dayIndexOf } from '../day-index.ts';
import { msOfInstant } from '../shanghai-time.ts';
import { minutesWorkedBy } from '../working-time.ts';
import type { ClockSpan } from './clock-ledger.ts';

/** The party that kept a task the longest, which is why it is late. */
export interface LatenessCause {
  readonly party: ClockParty;
  /** Working minutes that the party had the clock. */
  readonly minutes: number;
  /** Working minutes that the clock ran in all; suspended time does not count. */
  readonly ofMinutes: number;
}

/** From the dispatch that set the due date to now, or to the claim that passed: the time in which a task became late. */
export interface JudgedTime {
  readonly from: string;
  readonly to: string;
}

/**
 * Who caused a task's lateness: the party that had the most working minutes of the judged time, of equals the one that
 * had the clock first. Undefined where the clock ran for nobody.
 */
export function latenessCause(
  calendar: Calendar,
  spans: readonly ClockSpan[],
  { from, to }: JudgedTime,
): LatenessCause | undefined {
  const index = dayIndexOf(calendar);
  const minutesOf = new Map<ClockParty, number>();
  let ofMinutes = 0;
  let workedBefore: number | undefined;
  // The spans tile, so that each of them begins where the one before ends.
  for (const span of spans) {
    if (span.to <= from || span.from >= to) continue;
    workedBefore ??= minutesWorkedBy(index, msOfInstant(span.from > from ? span.from : from, 'from'));
    const worked = minutesWorkedBy(index, msOfInstant(span.to < to ? span.to : to, 'to'));
    if (span.party !== null && !STOPPED_PARTIES.includes(span.party)) {
      minutesOf.set(span.party, (minutesOf.get(span.party) ?? 0) + worked - workedBefore);
      ofMinutes += worked - workedBefore;
    }
    workedBefore = worked;
  }
  // In the order in which they first had the clock.
  let cause: LatenessCause | undefined;
  for (const [party, minutes] of minutesOf) {
    if (cause === undefined || minutes > cause.minutes) cause = { party, minutes, ofMinutes };
  }
  return cause;
}
