import type { Calendar } from './calendar.ts';
import { type ClockSpan, clockLedger } from './clock-ledger.ts';
import type { ClockParty } from './clock-party.ts';
import { clipSpans } from './clock-spans.ts';

/** While these have the clock it is stopped: the due date moves by as much, so nobody is late because of it. */
const STOPPED: readonly ClockParty[] = ['upwardWait', 'legalSuspension'];

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
  const judged = clipSpans(spans, from, to);
  const { minutes } = clockLedger(calendar, judged);
  const parties = judged.flatMap(({ party }) => (party === null || STOPPED.includes(party) ? [] : [party]));
  const [first, ...others] = new Set(parties);
  if (first === undefined) return undefined;
  const most = others.reduce((before, party) => (minutes[party] > minutes[before] ? party : before), first);
  const ofMinutes = [first, ...others].reduce((sum, party) => sum + minutes[party], 0);
  return { party: most, minutes: minutes[most], ofMinutes };
}
