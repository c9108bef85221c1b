import type { Calendar } from './calendar.ts';
import { closingMs, dayIndexOf, openingMs } from './day-index.ts';
import type { Ladder, Rung } from './ladder.ts';
import { yellowFrom } from './light.ts';
import { dayOfMs, instantOfMs, msOfInstant } from './shanghai-time.ts';
import { dayAfterWorkingDays, workdaysThrough } from './working-days.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts';

/** What spares a task a rung when its time has come; any one of them does. */
export interface Unless {
  /** It would only announce this instant: needless once it has passed, or once completion is claimed. */
  readonly after?: string;
  /** At least so many per cent are reported done. */
  readonly progress?: number;
  /** The urge was answered. */
  readonly answered?: true;
}

/** A rung as a task carries it: it fires once per key, and a cause of its own arms it anew. */
export interface ArmedRung {
  /** `code@cause`: the due instant, the instant of the urge, the round of the sending back. */
  readonly key: string;
  readonly code: string;
  /** ISO instant from which it is to fire. */
  readonly at: string;
  readonly unless?: Unless;
}

/** What the rungs of a deadline are counted from. */
export interface LadderTerms {
  /** ISO instant of dispatch. */
  readonly from: string;
  readonly dueAt: string;
  /** Working minutes between the two for which the clock was stopped, up to now. */
  readonly suspendedMinutes?: number | undefined;
  /** When the deadline is set. */
  readonly now: string;
}

/** The rungs that a due date arms, earliest first; what would only announce a due date gone by is left out. */
export function rungsOfDeadline(calendar: Calendar, ladder: Ladder, terms: LadderTerms): ArmedRung[] {
  const dueAt = instantOfMs(msOfInstant(terms.dueAt, 'dueAt'));
  const late = msOfInstant(dueAt, 'dueAt') < msOfInstant(terms.now, 'now');
  return ladder.rungs
    .flatMap((rung): ArmedRung[] => {
      const { code, when } = rung;
      const key = keyOf(rung, dueAt);
      if (when.cause === 'behind') {
        if (late || budgetDays(calendar, terms.from, dueAt) < when.fromWorkingDays) return [];
        const at = shareElapsedAt(calendar, terms, when.elapsedPercent);
        return [{ key, code, at, unless: { after: dueAt, progress: when.leastProgressPercent } }];
      }
      if (when.cause !== 'due') return [];
      if (when.workingDays >= 0) return [{ key, code, at: openingAfter(calendar, dueAt, when.workingDays) }];
      return late
        ? []
        : [{ key, code, at: yellowFrom(calendar, dueAt, -when.workingDays), unless: { after: dueAt } }];
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The rungs that an urge at an instant arms: they fire as offices close, if it is still unanswered then. */
export function rungsOfUrge(calendar: Calendar, ladder: Ladder, urgedAt: string): ArmedRung[] {
  const index = dayIndexOf(calendar);
  const urged = msOfInstant(urgedAt, 'the instant of the urge');
  return ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'unanswered') return [];
    const day = dayAfterWorkingDays(index, dayOfMs(urged), when.workingDays);
    const at = instantOfMs(closingMs(index, day));
    return [{ key: keyOf(rung, instantOfMs(urged)), code, at, unless: { answered: true } }];
  });
}

/** The rungs that sending a claim back for the nth time sets off at once. */
export function rungsOfSendBack(ladder: Ladder, round: number, at: string): ArmedRung[] {
  return ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'sentBack' || round < when.fromRound) return [];
    return [{ key: keyOf(rung, String(round)), code, at: instantOfMs(msOfInstant(at, 'at')) }];
  });
}

/** The rungs that the time limit of the task force for a decision arms. */
export function rungsOfDecision(calendar: Calendar, ladder: Ladder, decisionDueAt: string): ArmedRung[] {
  const dueAt = instantOfMs(msOfInstant(decisionDueAt, 'the time limit of the decision'));
  return ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'decision') return [];
    return [{ key: keyOf(rung, dueAt), code, at: openingAfter(calendar, dueAt, when.workingDays) }];
  });
}

function keyOf({ code }: Rung, cause: string): string {
  return `${code}@${cause}`;
}

/** As offices open on the nth working day after an instant; the instant itself for 0. */
function openingAfter(calendar: Calendar, instant: string, workingDays: number): string {
  if (workingDays === 0) return instant;
  const index = dayIndexOf(calendar);
  const day = dayAfterWorkingDays(index, dayOfMs(msOfInstant(instant, 'instant')), workingDays);
  return instantOfMs(openingMs(index, day));
}

/** When a share of the budget has been worked away; stops of the clock lie before now and do not count. */
function shareElapsedAt(
  calendar: Calendar,
  { from, dueAt, suspendedMinutes = 0 }: LadderTerms,
  share: number,
): string {
  const budget = Math.max(0, workingMinutesBetween(calendar, from, dueAt) - suspendedMinutes);
  return addWorkingMinutes(calendar, from, Math.ceil((budget * share) / 100) + suspendedMinutes);
}

/** Working days that a task has in all, counted as its budget is. */
function budgetDays(calendar: Calendar, from: string, dueAt: string): number {
  const index = dayIndexOf(calendar);
  const through = (instant: string) => workdaysThrough(index, dayOfMs(msOfInstant(instant, 'instant')));
  return through(dueAt) - through(from);
}
