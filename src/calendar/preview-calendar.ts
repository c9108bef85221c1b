import type { Limit } from '../vocabulary/limit.ts';
import type { Calendar } from './calendar.ts';
import { type DueAt, dueAt } from './limits/due-at.ts';
import { MINUTE_MS } from './shanghai-time.ts';

/** A deadline still running, with what it was counted from. */
export interface OpenDeadline {
  readonly from: string;
  readonly limit: Limit;
  readonly suspendedMinutes?: number | undefined;
  /** The due date as recorded. */
  readonly dueAt: string;
  readonly provisional: boolean;
}

/** What a calendar makes of a deadline: another date, the same date become certain or uncertain, or nothing new. */
export interface DeadlineUnder extends Pick<DueAt, 'at' | 'provisional'> {
  readonly effect: 'moved' | 'settled' | 'unsettled' | 'unchanged';
}

/** A deadline with its due date as it would be. */
export interface MovedDeadline<T extends OpenDeadline> {
  readonly deadline: T;
  readonly after: string;
  readonly provisional: boolean;
}

/** What a changed calendar does to the open deadlines. */
export interface CalendarPreview<T extends OpenDeadline> {
  readonly moved: readonly MovedDeadline<T>[];
  /** Those whose date stays but is no longer, or newly, provisional. */
  readonly settled: readonly T[];
  readonly unsettled: readonly T[];
  readonly unchanged: number;
}

/** What a calendar makes of one open deadline. */
export function deadlineUnder(calendar: Calendar, deadline: OpenDeadline): DeadlineUnder {
  const { from, limit, suspendedMinutes, dueAt: before, provisional: was } = deadline;
  const { at, provisional } = dueAt({ calendar, from, limit, suspendedMinutes });
  // A budget of hours was counted some milliseconds before the dispatch was recorded: the date recorded stays.
  const stays = Math.abs(Date.parse(at) - Date.parse(before)) < MINUTE_MS;
  if (!stays) return { effect: 'moved', at, provisional };
  if (provisional === was) return { effect: 'unchanged', at: before, provisional };
  return { effect: provisional ? 'unsettled' : 'settled', at: before, provisional };
}

/** Which open deadlines would move if this were the calendar. */
export function previewCalendar<T extends OpenDeadline>(
  calendar: Calendar,
  openDeadlines: Iterable<T>,
): CalendarPreview<T> {
  const moved: MovedDeadline<T>[] = [];
  const settled: T[] = [];
  const unsettled: T[] = [];
  let unchanged = 0;
  for (const deadline of openDeadlines) {
    const { effect, at: after, provisional } = deadlineUnder(calendar, deadline);
    if (effect === 'moved') moved.push({ deadline, after, provisional });
    else if (effect === 'settled') settled.push(deadline);
    else if (effect === 'unsettled') unsettled.push(deadline);
    else unchanged += 1;
  }
  return { moved, settled, unsettled, unchanged };
}
