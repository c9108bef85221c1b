import type { Calendar } from '../../calendar/calendar.ts';
import { clockSpans } from '../../calendar/clock/clock-spans.ts';
import { type Lateness, workingDaysLate } from '../../calendar/working-time.ts';
import type { LateCause } from '../../contract/clock.ts';
import type { OverdueItem } from '../../contract/overdue.ts';
import { type ClockEvent, deadlineStanding } from '../clock/clock-log.ts';
import { lateInWords, spentInWords } from '../clock/time-left.ts';
import type { ListedRow } from '../store/lists/listed-row.ts';
import { measuresIn, measuresInWords } from '../view/measures.ts';
import { itemOf, type View } from '../view/task-view.ts';
import { causeOf } from './late-by-clock.ts';
import { whyLate } from './why-late.ts';

/** A late row, with its log and what the task itself remembers, as an item of the list. */
export function overdueItem(
  row: ListedRow,
  events: readonly ClockEvent[],
  remembered: unknown,
  view: View,
  calendar: Calendar,
): OverdueItem {
  const item = itemOf(row, view);
  const late = latenessOf(row, events, view.now, calendar);
  const stateSince = sinceOf(events, row.state) ?? item.updatedAt;
  const measures = measuresIn(events);
  // Assigned, not spread, as in every list of some length.
  return Object.assign(item, {
    daysLate: late.days,
    late: lateInWords(late),
    stateSince,
    reason: whyLate(
      view.definitions.get(row.workflow),
      {
        state: row.state,
        stateTitle: item.state,
        inState: spentInWords(workingDaysLate(calendar, stateSince, view.now)),
        lateAtDispatch: item.dueAt !== null && events.length > 0 && item.dueAt < dispatchOf(events),
      },
      remembered,
    ),
    cause: causeNow(events, view.now, calendar),
    measures,
    done: measuresInWords(measures),
  });
}

/** How late a task is: by the limit for deciding up to now, by the unit's date up to when it was handed over. */
function latenessOf(
  { late_at, due_at }: ListedRow,
  events: readonly ClockEvent[],
  now: string,
  calendar: Calendar,
): Lateness {
  const since = (late_at ?? due_at)?.toISOString() ?? now;
  const isUnits = late_at === null || late_at.getTime() === due_at?.getTime();
  const until = isUnits && events.length > 0 ? deadlineStanding(events, now).to : now;
  return workingDaysLate(calendar, since, until);
}

/**
 * Who has kept a task the longest up to an instant; null where its log is empty or the clock ran for nobody. What the unit
 * has handed over in time is late by the limit for deciding on it.
 */
export function causeNow(events: readonly ClockEvent[], now: string, calendar: Calendar): LateCause | null {
  const last = events.at(-1);
  if (last === undefined) return null;
  const until = last.at < now ? now : last.at;
  const standing = deadlineStanding(events, until);
  const { judgedBy, to } = standing;
  const inTime = to < until && judgedBy !== null && to <= judgedBy;
  return causeOf(calendar, clockSpans(events, until), inTime ? { from: to, to: until } : standing);
}

/** When the budget of a task began to count. */
function dispatchOf(events: readonly ClockEvent[]): string {
  return deadlineStanding(events, events.at(-1)?.at ?? '').from;
}

/** Since when a task has been in its state: the first event after the last in another one. */
function sinceOf(events: readonly ClockEvent[], state: string): string | undefined {
  return events[events.findLastIndex((event) => event.state !== state) + 1]?.at;
}
