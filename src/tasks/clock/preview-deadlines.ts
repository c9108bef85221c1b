import type { Calendar } from '../../calendar/calendar.ts';
import { type CalendarPreview, previewCalendar } from '../../calendar/preview-calendar.ts';
import {
  type DeadlinePlace,
  selectOpenDeadlines,
  type TaskDeadline,
} from '../store/overdue/select-open-deadlines.ts';
import type { ReadBy } from '../view/kept-by-revision.ts';

const PAGE = 1_000;

/** What a calendar would do to the deadlines of all open tasks; changes nothing. */
export async function previewDeadlines(
  by: ReadBy,
  calendar: Calendar,
): Promise<CalendarPreview<TaskDeadline>> {
  const all: TaskDeadline[] = [];
  for (let after: DeadlinePlace | undefined, more = true; more; ) {
    const { deadlines, next } = await selectOpenDeadlines(by, after, PAGE);
    all.push(...deadlines);
    after = next;
    more = next !== undefined;
  }
  return previewCalendar(calendar, all);
}
