import type { Calendar } from '../../calendar/calendar.ts';
import { type ClockSpan, clockLedger } from '../../calendar/clock/clock-ledger.ts';
import { clockSpans } from '../../calendar/clock/clock-spans.ts';
import { restsOnUnconfirmed } from '../../calendar/working-days.ts';
import { workingMinutesBetween } from '../../calendar/working-time.ts';
import { minutesOfWorkingDay, workingTimeInWords } from '../../calendar/working-time-words.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { CLOCK_PARTIES, type ClockParty } from '../../vocabulary/clock-party.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import { type LateByClock, lateByClock } from '../overdue/late-by-clock.ts';
import { type AccountabilitySpan, accountabilityOf } from '../view/accountability.ts';
import { clockEvents, deadlineStanding, dueChanges, type StoredClockEvent } from './clock-log.ts';
import { dueChangeInWords, limitUpTo, partyTitle, summaryInWords } from './clock-words.ts';

/** Working minutes, as a number and as a clerk says it. */
export interface WorkingTime {
  readonly minutes: number;
  readonly words: Title;
}

/** A stretch for which one party had the clock, and who answered for the task meanwhile. */
export interface AccountSpan extends WorkingTime {
  readonly party: ClockParty | null;
  readonly title: Title;
  readonly from: string;
  readonly to: string;
  readonly answered: readonly Pick<
    AccountabilitySpan,
    'from' | 'until' | 'seat' | 'person' | 'via' | 'onBehalfOf'
  >[];
}

/** A change of the due date, with its reason. */
export interface AccountedChange {
  readonly at: string;
  readonly revision: number;
  readonly type: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: Title;
}

/** What a task was given, who had the clock for how long, and what moved its due date. */
export interface ClockAccount {
  readonly summary: Title;
  readonly budget: { readonly limit: Limit; readonly words: Title } | null;
  /** From where the budget counts: dispatch, or registration where there was none. */
  readonly countedFrom: string;
  readonly originalDueAt: string | null;
  /** Null where there is none, while the clock is stopped, and once the task has passed. */
  readonly dueAt: string | null;
  /** True where any of it rests on a year whose holidays are not announced. */
  readonly provisional: boolean;
  readonly late: LateByClock | null;
  readonly dueChanges: readonly AccountedChange[];
  readonly spans: readonly AccountSpan[];
  /** Those who had the clock at all, the longest first. */
  readonly totals: readonly (WorkingTime & { readonly party: ClockParty | null; readonly title: Title })[];
  /** Working minutes from registration to the end, or to now: the totals add up to it exactly. */
  readonly elapsed: WorkingTime;
}

/** An event of the log with the seat that answered after it and what it is called. */
export interface LogLine {
  readonly event: StoredClockEvent;
  readonly owner: string;
  readonly title: Title;
}

/** Of which task, up to which instant, and by which calendar and directory. */
export interface AccountTerms {
  readonly task: string;
  readonly definition: WorkflowDefinition;
  readonly context: unknown;
  readonly until: string;
  readonly calendar: Calendar;
  readonly directory: Directory;
}

/** The account of a task's clock from its log, pure. */
export function clockAccount(lines: readonly LogLine[], terms: AccountTerms): ClockAccount {
  const { task, definition, context, until, calendar, directory } = terms;
  const reading = readingsOf(definition);
  const events = clockEvents(
    definition,
    lines.map(({ event }) => event),
  );
  const spans = clockSpans(events, until);
  const standing = deadlineStanding(events, until);
  const { minutes, nobodyMinutes, totalMinutes } = clockLedger(calendar, spans);
  const answering = accountabilityOf(lines.map(ownerChange), directory, { task, until });
  const titles = new Map(lines.map(({ event, title }) => [event.revision, title]));
  const perDay = minutesOfWorkingDay(calendar, until);
  const time = (n: number): WorkingTime => ({ minutes: n, words: workingTimeInWords(n, perDay) });
  const limit = reading.budget?.(context) ?? undefined;
  const late = lateByClock(calendar, spans, standing);
  const last = events.at(-1);
  const { dueAt, originalDueAt, budget } = standing;
  return {
    summary: summaryInWords({ standing, limit, late, last }),
    budget: limit === undefined ? null : { limit, words: limitUpTo(limit) },
    countedFrom: budget.at,
    originalDueAt,
    dueAt,
    provisional: restsOnUnconfirmed(
      calendar,
      events[0]?.at ?? until,
      [until, dueAt ?? until].toSorted()[1] ?? until,
    ),
    late,
    dueChanges: dueChanges(events).map((change) => {
      const { at, revision, type } = change.event;
      const moved = reading.clock?.moved?.(change.event, change.stateBefore);
      const reason = dueChangeInWords(change, moved, titles.get(revision) ?? { zh: type, en: type });
      return { at, revision, type, from: change.from, to: change.to, reason };
    }),
    spans: spans.map((span) => ({
      ...span,
      title: partyTitle(span.party),
      ...time(workingMinutesBetween(calendar, span.from, span.to)),
      answered: answeredWithin(answering, span),
    })),
    totals: [...(Object.keys(CLOCK_PARTIES) as ClockParty[]), null]
      .filter((party) => spans.some((span) => span.party === party))
      .map((party) => ({
        party,
        title: partyTitle(party),
        ...time(party === null ? nobodyMinutes : minutes[party]),
      }))
      .toSorted((a, b) => b.minutes - a.minutes),
    elapsed: time(totalMinutes),
  };
}

function ownerChange({ event: { at, revision, type }, owner, title }: LogLine) {
  return { owner, at, broughtBy: { revision, type, title } };
}

function answeredWithin(
  answering: readonly AccountabilitySpan[],
  { from, to }: ClockSpan,
): AccountSpan['answered'] {
  const pieces = answering.flatMap(({ from: since, until, seat, person, via, onBehalfOf }) => {
    const clipped = { from: since < from ? from : since, until: until < to ? until : to };
    if (clipped.from >= clipped.until) return [];
    return [{ ...clipped, seat, person, via, ...(onBehalfOf && { onBehalfOf }) }];
  });
  // An event that leaves the task where it is ends a span of the log, not the time of a party.
  return pieces.reduce<AccountSpan['answered'][number][]>((joined, piece) => {
    const before = joined.at(-1);
    const same =
      before?.seat === piece.seat && before.person.id === piece.person.id && before.via === piece.via;
    if (before && same) joined[joined.length - 1] = { ...before, until: piece.until };
    else joined.push(piece);
    return joined;
  }, []);
}
