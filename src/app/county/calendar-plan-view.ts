import type { CalendarPlan } from '../../calendar/change/plan-calendar-change.ts';
import type { CalendarPreview } from '../../calendar/preview-calendar.ts';
import { type CalendarPlanView, MOST_LISTED } from '../../contract/county/calendar-plan.ts';
import type { TaskDeadline } from '../../tasks/store/overdue/select-open-deadlines.ts';

/** A plan with what it does to the open tasks as it is answered; made means that the calendar is in force. */
export function calendarPlanView(
  { after, change }: Pick<CalendarPlan, 'after' | 'change'>,
  { moved, settled, unsettled, unchanged }: CalendarPreview<TaskDeadline>,
  { made, version }: { readonly made: boolean; readonly version: number },
): CalendarPlanView {
  return {
    dryRun: !made,
    made,
    version,
    digest: after.version,
    reason: change.reason,
    operations: change.operations,
    deadlines: {
      open: moved.length + settled.length + unsettled.length + unchanged,
      moved: listOf(moved, ({ deadline: of, after: newDueAt, provisional }) => ({
        ...deadlineView(of),
        newDueAt,
        provisional,
      })),
      settled: listOf(settled, deadlineView),
      unsettled: listOf(unsettled, deadlineView),
      unchanged,
    },
  };
}

function listOf<T, V>(all: readonly T[], view: (one: T) => V): { count: number; tasks: V[] } {
  return { count: all.length, tasks: all.slice(0, MOST_LISTED).map(view) };
}

function deadlineView({ id, number, unit, owner, dueAt }: TaskDeadline) {
  return { task: id, number, unit, owner, dueAt };
}
