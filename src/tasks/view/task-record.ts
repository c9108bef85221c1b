import type { Calendar } from '../../calendar/calendar.ts';
import { workingDaysLate } from '../../calendar/working-time.ts';
import type { RecordView } from '../../contract/task.ts';
import type { TaskRecord } from '../../engine/definition/projections.ts';
import { unmetRequest } from '../answers/unmet-request.ts';

/** The part of a row that its record is read from. */
export interface RecordedRow {
  readonly record: TaskRecord;
  readonly due_at: Date | null;
  readonly last_due_at: Date | null;
  readonly closed_at: Date | null;
}

/** A row's record, with how late it is or was by a calendar. */
export function recordView(
  row: RecordedRow,
  { calendar, now }: { readonly calendar: Calendar; readonly now: string },
): RecordView {
  const { source, receivedAt, originalDueAt, claimedAt, passedAt, answer } = row.record;
  const dueAt = (row.due_at ?? row.last_due_at)?.toISOString() ?? null;
  // While the clock stands still, nobody is late.
  const until = claimedAt ?? (row.closed_at === null && row.due_at !== null ? now : undefined);
  return {
    source: source ?? null,
    receivedAt: receivedAt ?? null,
    originalDueAt: originalDueAt ?? null,
    dueAt,
    claimedAt: claimedAt ?? null,
    passedAt: passedAt ?? null,
    daysLate: dueAt === null || until === undefined ? null : workingDaysLate(calendar, dueAt, until).days,
    answer: answer ?? null,
    unmetRequest: unmetRequest(row.record) ?? null,
  };
}

/** When the work on a closed task was done, ISO; undefined while it is open. */
export function doneAt({ record, closed_at }: Pick<RecordedRow, 'record' | 'closed_at'>): string | undefined {
  return closed_at === null ? undefined : (record.claimedAt ?? closed_at.toISOString());
}
