import type { Calendar } from '../calendar/calendar.ts';
import { type CalendarPreview, previewCalendar } from '../calendar/preview-calendar.ts';
import type { Database } from './store/listed-row.ts';
import { selectOpenDeadlines, type TaskDeadline } from './store/select-open-deadlines.ts';

const PAGE = 1_000;

/** What a calendar would do to the deadlines of all open tasks; changes nothing. */
export async function previewDeadlines(
  database: Database,
  calendar: Calendar,
): Promise<CalendarPreview<TaskDeadline>> {
  const all: TaskDeadline[] = [];
  for (let last: TaskDeadline | undefined, more = true; more; ) {
    const page = await selectOpenDeadlines(database, last, PAGE);
    all.push(...page);
    last = page.at(-1);
    more = page.length === PAGE;
  }
  return previewCalendar(calendar, all);
}
