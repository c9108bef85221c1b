import type { ClockParty } from '../../vocabulary/clock-party.ts';
import type { ClockSpan } from './clock-ledger.ts';

/** An event of a task's log as its clock sees it: who has had the clock since; null where nobody's time is running. */
export interface ClockReading {
  /** ISO instant in UTC with milliseconds. */
  readonly at: string;
  readonly party: ClockParty | null;
}

/**
 * Who had the clock when, from the first event of a log up to an instant not before its last: each span begins where
 * the one before ends, and neighbours are of different parties. A party that had the clock for no time at all has no span.
 */
export function clockSpans(readings: readonly ClockReading[], until: string): readonly ClockSpan[] {
  const spans: ClockSpan[] = [];
  for (const [n, { at, party }] of readings.entries()) {
    const to = readings[n + 1]?.at ?? until;
    const last = spans.at(-1);
    if (last !== undefined && last.party === party) {
      spans[spans.length - 1] = { party, from: last.from, to };
    } else if (at < to) {
      spans.push({ party, from: at, to });
    }
  }
  return spans;
}
