import type { JudgedTime } from '../../calendar/clock/lateness-cause.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { type ClockParty, isClockParty } from '../../vocabulary/clock-party.ts';
import type { LoggedTurn, Phase } from '../../vocabulary/clock-reading.ts';
import type { MeasureKind } from '../../vocabulary/measures.ts';
import { readingsOf } from '../../vocabulary/readings.ts';

/** An event as the log stores what clocks need of it. */
export interface StoredClockEvent extends LoggedTurn {
  readonly revision: number;
  /** ISO instant. */
  readonly at: string;
  readonly clock: string | null;
  /** The due date that the event itself brought: all that events from before the clock ledger know of it. */
  readonly givenDueAt: string | null;
}

/** An event, what held after it (who had the clock, when the task was due), and what the workflow says it means. */
export interface ClockEvent extends LoggedTurn {
  readonly revision: number;
  readonly at: string;
  readonly party: ClockParty | null;
  /** Whether the budget begins to count with it. */
  readonly begins: boolean;
  readonly phase: Phase | undefined;
  /** What it did about a task that is late. */
  readonly measure: MeasureKind | undefined;
  /** Code of the rung of the ladder that it told of. */
  readonly rung: string | undefined;
}

/** The log of a task, in order, as its clock sees it; what was written before the clock ledger is read off the states. */
export function clockEvents(
  definition: WorkflowDefinition | undefined,
  log: readonly StoredClockEvent[],
): readonly ClockEvent[] {
  const reading = readingsOf(definition).clock ?? {};
  const kept = log.findIndex(({ clock, dueAt }) => clock !== null || dueAt !== null);
  const ledgerFrom = kept === -1 ? log.length : kept;
  let given: string | null = null;
  let before: LoggedTurn | undefined;
  // Written out, not spread: a page of the overdue list makes some hundreds of these, at a tenth of the price.
  return log.map((stored, n) => {
    const { revision, type, at, state, clock, detail } = stored;
    given = stored.givenDueAt ?? given;
    const known = n >= ledgerFrom;
    const party = known ? clock : (reading.beforeLedger?.[state] ?? null);
    const turn: LoggedTurn = { type, state, dueAt: known ? stored.dueAt : given, detail };
    const event = {
      revision,
      type,
      at,
      state,
      party: isClockParty(party) ? party : null,
      dueAt: turn.dueAt,
      detail,
      begins: reading.begins?.includes(type) === true,
      phase: reading.phases?.[state],
      measure: reading.measures?.[type]?.(turn, before),
      rung: reading.rung?.(turn),
    };
    before = turn;
    return event;
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
  const budget = events.findLast(({ begins }) => begins) ?? first;
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
  const passed = events.findIndex(({ phase }) => phase === 'passed');
  if (passed === -1) return undefined;
  const before = events.slice(0, passed);
  return before.findLast(({ phase }, n) => phase === 'review' && before[n - 1]?.phase !== 'review');
}

/** The event with which the unit handed the task over for a decision that is still awaited. */
function handedOver(events: readonly ClockEvent[]): ClockEvent | undefined {
  const held = events.findLastIndex(({ phase }) => phase !== 'held' && phase !== 'review') + 1;
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
