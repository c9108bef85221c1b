import type { ClockParty } from '../../vocabulary/clock-party.ts';
import type { Calendar } from '../calendar.ts';
import { dayIndexOf, touchesUnconfirmed } from '../day-index.ts';
import { dayOfMs, msOfInstant } from '../shanghai-time.ts';
import { minutesWorkedBy } from '../working-time.ts';

/** A stretch of time for which one party had the clock, from an ISO instant up to another. */
export interface ClockSpan {
  /** Null where nobody's time is running. */
  readonly party: ClockParty | null;
  readonly from: string;
  readonly to: string;
}

/** Working minutes per party; with those of nobody they add up to `totalMinutes` exactly. */
export interface ClockLedger {
  readonly minutes: Readonly<Minutes>;
  /** Of spans that belong to no party; 0 for tasks whose workflow keeps a clock. */
  readonly nobodyMinutes: number;
  readonly totalMinutes: number;
  /** True when the spans touch a year whose holidays are not announced yet. */
  readonly provisional: boolean;
}

/** Working minutes each party had the clock; spans may come in any order but must tile their interval. */
export function clockLedger(calendar: Calendar, spans: readonly ClockSpan[]): ClockLedger {
  const index = dayIndexOf(calendar);
  const timed = spans.map(timedSpan).toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const minutes: Minutes = { ...NO_MINUTES };
  let nobodyMinutes = 0;
  let before: TimedSpan | undefined;
  for (const span of timed) {
    if (before !== undefined) refuseUnlessAdjacent(before, span);
    const worked = minutesWorkedBy(index, span.toMs) - minutesWorkedBy(index, span.fromMs);
    if (span.party === null) nobodyMinutes += worked;
    else minutes[span.party] += worked;
    before = span;
  }
  const first = timed[0];
  if (first === undefined || before === undefined) {
    return { minutes, nobodyMinutes, totalMinutes: 0, provisional: false };
  }
  return {
    minutes,
    nobodyMinutes,
    totalMinutes: minutesWorkedBy(index, before.toMs) - minutesWorkedBy(index, first.fromMs),
    provisional: touchesUnconfirmed(index, dayOfMs(first.fromMs), dayOfMs(before.toMs)),
  };
}

type Minutes = Record<ClockParty, number>;

const NO_MINUTES: Minutes = {
  taskForce: 0,
  receipt: 0,
  commissioner: 0,
  section: 0,
  coUnit: 0,
  upwardWait: 0,
  legalSuspension: 0,
};

interface TimedSpan extends ClockSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

function timedSpan(span: ClockSpan): TimedSpan {
  const timed = {
    ...span,
    fromMs: msOfInstant(span.from, `from of the ${span.party ?? 'unclocked'} span`),
    toMs: msOfInstant(span.to, `to of the ${span.party ?? 'unclocked'} span`),
  };
  if (timed.fromMs <= timed.toMs) return timed;
  throw new RangeError(`the clock span ${shown(span)} ends before it begins, expected from ≤ to`);
}

function refuseUnlessAdjacent(before: TimedSpan, after: TimedSpan): void {
  if (before.toMs === after.fromMs) return;
  const fault = before.toMs < after.fromMs ? 'leave a gap' : 'overlap';
  throw new RangeError(
    `the clock spans ${shown(before)} and ${shown(after)} ${fault}, expected each to begin where the one before ends`,
  );
}

function shown({ party, from, to }: ClockSpan): string {
  return `${party ?? 'nobody'} ${from} → ${to}`;
}
