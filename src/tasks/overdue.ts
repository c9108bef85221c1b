import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { workingDaysLate } from '../calendar/working-time.ts';
import type { Title } from '../engine/define.ts';
import { readCursor } from './cursor.ts';
import { next } from './list-tasks.ts';
import type { Reader } from './read-scope.ts';
import type { Sources } from './sources.ts';
import { countOverdue, type OverdueCount, type OverdueRow, selectOverdue } from './store/select-overdue.ts';
import type { DuePosition } from './store/select-tasks.ts';
import { itemOf, type TaskItem, type UnitView, unitView, type View, viewNow } from './task-view.ts';
import { factsIn, whyLate } from './why-late.ts';
import { lateInWords } from './why-next.ts';

export interface OverdueQuery {
  readonly unit?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A late task as a supervisor sees it. */
export interface OverdueItem extends TaskItem {
  /** Working days, cut to one decimal. */
  readonly daysLate: number;
  readonly late: Title;
  readonly stateSince: string;
  readonly reason: Title;
}

/** What a unit is late with. */
export interface OverdueUnit {
  /** Null for tasks that no unit has yet. */
  readonly unit: UnitView | null;
  readonly count: number;
  readonly mostDaysLate: number;
}

export interface Overdue {
  readonly asOf: string;
  readonly total: number;
  /** Units with late tasks, those with most first; of all pages, not only this one. */
  readonly units: readonly OverdueUnit[];
  /** Longest late first. */
  readonly items: readonly OverdueItem[];
  readonly nextCursor?: string;
}

const position: z.ZodType<DuePosition> = z.strictObject({ due: z.string(), id: z.uuid() });

/** What is late among the tasks that a reader may see, who holds it and why. Throws `query-invalid`. */
export async function readOverdue(sources: Sources, reader: Reader, query: OverdueQuery): Promise<Overdue> {
  const binding = { principal: reader.principal, list: 'overdue', query: { unit: query.unit } };
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, position, binding);
  const view = viewNow(sources);
  const calendar = sources.county.calendar();
  const selection = { now: view.now, unit: query.unit, scope: reader.scope };
  const [rows, counts] = await Promise.all([
    selectOverdue(sources.database, selection, query.limit + 1, after),
    countOverdue(sources.database, selection),
  ]);
  return {
    asOf: view.now,
    total: counts.reduce((sum, { n }) => sum + n, 0),
    units: counts.map((count) => unitOf(count, view, calendar)),
    items: rows.slice(0, query.limit).map((row) => overdueItem(row, view, calendar)),
    ...next(rows, query.limit, ({ due_key, id }) => ({ due: due_key, id }), binding),
  };
}

function unitOf(
  { unit, n, oldest }: OverdueCount,
  { directory, now }: View,
  calendar: Calendar,
): OverdueUnit {
  const mostDaysLate = workingDaysLate(calendar, oldest.toISOString(), now).days;
  return { unit: unitView(unit, directory), count: n, mostDaysLate };
}

function overdueItem(row: OverdueRow, view: View, calendar: Calendar): OverdueItem {
  const item = itemOf(row, view);
  const late = workingDaysLate(calendar, item.dueAt ?? view.now, view.now);
  const stateSince = row.state_since.toISOString();
  return {
    ...item,
    daysLate: late.days,
    late: lateInWords(late),
    stateSince,
    reason: whyLate({
      state: row.state,
      stateTitle: item.state,
      daysInState: workingDaysLate(calendar, stateSince, view.now).days,
      ...factsIn(row.context),
    }),
  };
}
