import { type Calendar, withYear } from './calendar.ts';
import type { CalendarYear } from './calendar-schema.ts';
import { dueAt, type Limit } from './due-at.ts';

/** A deadline still running, with what it was counted from. */
export interface OpenDeadline {
  readonly id: string;
  readonly from: string;
  readonly limit: Limit;
  readonly suspendedMinutes?: number | undefined;
  /** The due date as recorded. */
  readonly dueAt: string;
  readonly provisional: boolean;
}

/** A deadline that a changed calendar gives another due date. */
interface MovedDeadline {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly provisional: boolean;
}

/** What a changed calendar does to the open deadlines. */
export interface CalendarPreview {
  /** The calendar as it would be. */
  readonly calendar: Calendar;
  readonly moved: readonly MovedDeadline[];
  /** Those whose date stays but is no longer, or newly, provisional. */
  readonly settled: readonly string[];
  readonly unsettled: readonly string[];
  readonly unchanged: number;
}

/** Which open deadlines would move if a year were added to the calendar, or replaced in it. */
export function previewYear(
  calendar: Calendar,
  newYear: CalendarYear,
  openDeadlines: readonly OpenDeadline[],
): CalendarPreview {
  return previewCalendar(withYear(calendar, newYear), openDeadlines);
}

/** Which open deadlines would move if this were the calendar. */
export function previewCalendar(calendar: Calendar, openDeadlines: readonly OpenDeadline[]): CalendarPreview {
  const moved: MovedDeadline[] = [];
  const settled: string[] = [];
  const unsettled: string[] = [];
  for (const { id, from, limit, suspendedMinutes, dueAt: before, provisional: was } of openDeadlines) {
    const { at: after, provisional } = dueAt({ calendar, from, limit, suspendedMinutes });
    if (after !== before) moved.push({ id, before, after, provisional });
    else if (provisional !== was) (provisional ? unsettled : settled).push(id);
  }
  const unchanged = openDeadlines.length - moved.length - settled.length - unsettled.length;
  return { calendar, moved, settled, unsettled, unchanged };
}
