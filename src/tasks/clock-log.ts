import { type ClockParty, isClockParty } from '../calendar/clock-party.ts';
import type { JudgedTime } from '../calendar/lateness-cause.ts';

/** An event as the log stores what clocks need of it. */
export interface StoredClockEvent {
  readonly revision: number;
  readonly type: string;
  /** ISO instants. */
  readonly at: string;
  readonly state: string;
  readonly clock: string | null;
  readonly dueAt: string | null;
  /** The due date that the event itself brought: all that events from before the clock ledger know of it. */
  readonly givenDueAt: string | null;
  /** Of notices the code of their rung, of a due date that was set anew its cause. */
  readonly detail: string | null;
}

/** An event and what held after it: who had the clock, and when the task was due. */
export interface ClockEvent {
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly state: string;
  readonly party: ClockParty | null;
  readonly dueAt: string | null;
  readonly detail: string | null;
}

/** The engine's dispatch of a task to a unit, with which its budget begins; a transfer goes on with the old one. */
const DISPATCHED = 'routed';
const UNDER_REVIEW = 'open.claimed';
const PASSED = 'passed';
/** While the task force decides, the unit stands as it stood when it handed the matter over. */
const HELD: readonly string[] = [UNDER_REVIEW, 'open.returned', 'open.ruling'];

/**
 * Who had the clock by the state alone, for events from before the clock ledger: the columns are empty there, and a
 * section's time cannot be told from its commissioner's.
 */
const BEFORE_THE_LEDGER: Readonly<Record<string, Readonly<Record<string, ClockParty>>>> = {
  'reform-task': {
    routing: 'taskForce',
    triage: 'taskForce',
    assigning: 'taskForce',
    'open.dispatched': 'receipt',
    'open.working': 'commissioner',
    'open.returned': 'taskForce',
    'open.ruling': 'taskForce',
    'open.claimed': 'taskForce',
    passed: 'taskForce',
  },
  'section-assignment': { limiting: 'receipt', 'open.dispatched': 'receipt', 'open.working': 'section' },
};

/** The log of a task, in order, as its clock sees it; what was written before the clock ledger is read off the states. */
export function clockEvents(workflow: string, log: readonly StoredClockEvent[]): readonly ClockEvent[] {
  const kept = log.findIndex(({ clock, dueAt }) => clock !== null || dueAt !== null);
  const ledgerFrom = kept === -1 ? log.length : kept;
  const byState = BEFORE_THE_LEDGER[workflow];
  let given: string | null = null;
  // Written out, not spread: a page of the overdue list makes some hundreds of these, at a tenth of the price.
  return log.map(({ revision, type, at, state, clock, dueAt, givenDueAt, detail }, n) => {
    if (n >= ledgerFrom) {
      return { revision, type, at, state, party: isClockParty(clock) ? clock : null, dueAt, detail };
    }
    given = givenDueAt ?? given;
    return { revision, type, at, state, party: byState?.[state] ?? null, dueAt: given, detail };
  });
}

/** A deadline as it stands at the end of a log, and the time in which it was kept or missed. */
export interface DeadlineStanding extends JudgedTime {
  /** The event from which the budget in force is counted. */
  readonly budget: ClockEvent;
  /** As first set under that budget, and as it holds now: null where there is none, or while the clock is stopped. */
  readonly originalDueAt: string | null;
  readonly dueAt: string | null;
  /** Against which `to` is held: of a task that has passed or waits for the task force, the date that the unit had to meet. */
  readonly judgedBy: string | null;
}

/** Where a task's deadline stands at an instant not before the last of its events. */
export function deadlineStanding(events: readonly ClockEvent[], now: string): DeadlineStanding {
  const last = events.at(-1);
  const [first] = events;
  if (first === undefined || last === undefined) throw new Error('The log is empty, expected an event.');
  const budget = events.findLast(({ type }) => type === DISPATCHED) ?? first;
  const since = events.filter(({ revision }) => revision >= budget.revision);
  const claim = claimThatPassed(since) ?? handedOver(since);
  return {
    budget,
    from: budget.at,
    to: claim?.at ?? now,
    originalDueAt: since.find(({ dueAt }) => dueAt !== null)?.dueAt ?? null,
    dueAt: last.dueAt,
    judgedBy: claim === undefined ? last.dueAt : claim.dueAt,
  };
}

/** The event that brought a task that has passed under its last review: with it the unit was done. */
function claimThatPassed(events: readonly ClockEvent[]): ClockEvent | undefined {
  const passed = events.findIndex(({ state }) => state === PASSED);
  if (passed === -1) return undefined;
  const before = events.slice(0, passed);
  return before.findLast(({ state }, n) => state === UNDER_REVIEW && before[n - 1]?.state !== UNDER_REVIEW);
}

/** The event with which the unit handed the task over for a decision that is still awaited. */
function handedOver(events: readonly ClockEvent[]): ClockEvent | undefined {
  const held = events.findLastIndex(({ state }) => !HELD.includes(state)) + 1;
  return events[held];
}

/** A change of the due date, with the event that brought it. */
export interface DueChange {
  readonly event: ClockEvent;
  /** The state that the event found the task in; undefined for the first. */
  readonly stateBefore: string | undefined;
  readonly from: string | null;
  readonly to: string | null;
}

/** Every change of the due date, in order. */
export function dueChanges(events: readonly ClockEvent[]): readonly DueChange[] {
  return events.flatMap((event, n) => {
    const from = events[n - 1]?.dueAt ?? null;
    const stateBefore = events[n - 1]?.state;
    return event.dueAt === from ? [] : [{ event, stateBefore, from, to: event.dueAt }];
  });
}
