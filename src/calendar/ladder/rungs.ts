import type { Calendar } from '../calendar.ts';
import { yellowFrom } from '../clock/light.ts';
import { closingMs, dayIndexOf, openingMs } from '../day-index.ts';
import { officeInstant } from '../office-hours.ts';
import { dayOfMs, instantOfMs, msOfInstant } from '../shanghai-time.ts';
import { dayAfterWorkingDays, workdaysThrough } from '../working-days.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../working-time.ts';
import type { Decision, Ladder, Rung } from './ladder.ts';

/** What spares a task a rung when its time has come; any one of them does. */
export interface Unless {
  /** It would only announce this instant: needless once it has passed, or once completion is claimed. */
  readonly after?: string;
  /** At least so many per cent are reported done. */
  readonly progress?: number;
  /** The urge was answered. */
  readonly answered?: true;
  /** The unit has received the task, or is about to return it. */
  readonly received?: true;
}

/** A rung as a task carries it: it fires once per key, and a cause of its own arms it anew. */
export interface ArmedRung {
  /** `code@cause`: the due instant, the instant of the urge, the round of the sending back, `receipt:` or `decision:` and its limit. */
  readonly key: string;
  readonly code: string;
  /** ISO instant from which it is to fire. */
  readonly at: string;
  readonly unless?: Unless;
}

/** By which calendar and ladder rungs are counted, and for whom: notices of an urgent task go out at any hour. */
export interface LadderRules {
  readonly calendar: Calendar;
  readonly ladder: Ladder;
  readonly urgent: boolean;
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

/**
 * The rungs that a due date arms, earliest first. What would only announce a due date gone by is left out, and what would
 * have announced it before the task was dispatched. Of a task that was late when it was dispatched the rungs count from there.
 */
export function rungsOfDeadline(rules: LadderRules, terms: LadderTerms): ArmedRung[] {
  const { calendar } = rules;
  const dueAt = instantOfMs(msOfInstant(terms.dueAt, 'dueAt'));
  const dueMs = msOfInstant(dueAt, 'dueAt');
  const fromMs = msOfInstant(terms.from, 'from');
  const isLate = dueMs < msOfInstant(terms.now, 'now');
  const lateFrom = dueMs < fromMs ? instantOfMs(fromMs) : dueAt;
  const announcing = (at: string) => !isLate && msOfInstant(at, 'at') > fromMs;
  return rules.ladder.rungs
    .flatMap((rung): ArmedRung[] => {
      const { code, when } = rung;
      const key = keyOf(rung, dueAt);
      if (when.cause === 'behind') {
        if (isLate || budgetDays(calendar, terms.from, dueAt) < when.fromWorkingDays) return [];
        const at = shareElapsedAt(calendar, terms, when.elapsedPercent);
        return [{ key, code, at, unless: { after: dueAt, progress: when.leastProgressPercent } }];
      }
      if (when.cause !== 'due') return [];
      if (when.workingDays >= 0) {
        return [{ key, code, at: openingAfter(calendar, lateFrom, when.workingDays) }];
      }
      const at = yellowFrom(calendar, dueAt, -when.workingDays);
      return announcing(at) ? [{ key, code, at, unless: { after: dueAt } }] : [];
    })
    .map((rung) => inOfficeHours(rules, rung))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The rungs that an urge at an instant arms: they fire as offices close, if it is still unanswered then. */
export function rungsOfUrge({ calendar, ladder }: LadderRules, urgedAt: string): ArmedRung[] {
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
export function rungsOfSendBack(rules: LadderRules, round: number, at: string): ArmedRung[] {
  return rules.ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'sentBack' || round < when.fromRound) return [];
    const armed = { key: keyOf(rung, String(round)), code, at: instantOfMs(msOfInstant(at, 'at')) };
    return [inOfficeHours(rules, armed)];
  });
}

/** The rungs that the limit for receiving a task arms. */
export function rungsOfReceipt(rules: LadderRules, receiptDueAt: string): ArmedRung[] {
  const dueAt = instantOfMs(msOfInstant(receiptDueAt, 'the limit for receipt'));
  return rules.ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'receipt') return [];
    const at = openingAfter(rules.calendar, dueAt, when.workingDays);
    const armed = { key: keyOf(rung, `receipt:${dueAt}`), code, at, unless: { received: true } as const };
    return [inOfficeHours(rules, armed)];
  });
}

/** The rungs that the time limit of the task force for a decision arms; what lies before it was asked for does not fire. */
export function rungsOfDecision(
  rules: LadderRules,
  decision: Decision,
  { from, dueAt: limit }: Pick<LadderTerms, 'from' | 'dueAt'>,
): ArmedRung[] {
  const { calendar } = rules;
  const dueAt = instantOfMs(msOfInstant(limit, 'the time limit of the decision'));
  return rules.ladder.rungs.flatMap((rung): ArmedRung[] => {
    const { code, when } = rung;
    if (when.cause !== 'decision' || !when.of.includes(decision)) return [];
    const isBefore = when.workingDays < 0;
    const at = isBefore
      ? yellowFrom(calendar, dueAt, -when.workingDays)
      : openingAfter(calendar, dueAt, when.workingDays);
    if (isBefore && msOfInstant(at, 'at') <= msOfInstant(from, 'from')) return [];
    const unless = isBefore ? { unless: { after: dueAt } } : {};
    return [inOfficeHours(rules, { key: keyOf(rung, `decision:${dueAt}`), code, at, ...unless })];
  });
}

function keyOf({ code }: Rung, cause: string): string {
  return `${code}@${cause}`;
}

/** What falls outside office hours waits for the next, unless the task is urgent. */
function inOfficeHours({ calendar, urgent }: LadderRules, rung: ArmedRung): ArmedRung {
  return urgent ? rung : { ...rung, at: officeInstant(calendar, rung.at) };
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
