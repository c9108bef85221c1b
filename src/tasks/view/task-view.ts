import type { Calendar } from '../../calendar/calendar.ts';
import { type LightBounds, lightBounds } from '../../calendar/clock/light.ts';
import type { SeatView } from '../../contract/seat.ts';
import type { ActView, TaskItem, UnitView } from '../../contract/task.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { isoOf } from '../../platform/clock.ts';
import { clockNow } from '../clock/clock-words.ts';
import { taskLight } from '../clock/light.ts';
import { warnWorkingDaysOf } from '../county.ts';
import type { ListedRow } from '../store/lists/listed-row.ts';
import { actInWords } from './act-words.ts';
import type { Sources } from './sources.ts';
import { stateTitleAt } from './state-title.ts';
import { doneAt, recordView } from './task-record.ts';

/** What the items of one answer are seen by: one instant, one directory, one calendar. */
export interface View {
  readonly now: string;
  readonly bounds: LightBounds;
  readonly directory: Directory;
  readonly definitions: ReadonlyMap<string, WorkflowDefinition>;
  readonly calendar: Calendar;
  readonly categories?: ReadonlySet<string> | undefined;
}

/** The view of this instant. */
export function viewNow(sources: Sources): View {
  return viewAt(sources, isoOf(sources.clock()));
}

/** The view of an instant, also of a past one, by the directory and calendar that hold today. */
export function viewAt({ registry, county, categories }: Sources, now: string): View {
  return {
    now,
    bounds: lightBounds(county.calendar(), now, warnWorkingDaysOf(county)),
    directory: county.directory(),
    definitions: new Map(registry.all.map((definition) => [definition.name, definition])),
    calendar: county.calendar(),
    categories,
  };
}

/** A row as an item of a list. */
export function itemOf(row: ListedRow, view: View): TaskItem {
  const createdAt = row.created_at.toISOString();
  const definition = view.definitions.get(row.workflow);
  return {
    id: row.id,
    number: row.number,
    workflow: row.workflow,
    kind: definition?.title ?? { zh: row.workflow, en: row.workflow },
    title: row.title,
    state: { path: row.state, ...stateTitleAt(definition, row.state) },
    unit: unitView(row.unit, view.directory),
    // Of what is closed, the one who answered when it was done, not the one who sits there now.
    owner: seatView(row.owner, view.directory, doneAt(row) ?? view.now, row.id),
    attention: row.attention === null ? null : seatView(row.attention, view.directory, view.now),
    category: row.category,
    urgency: row.urgency,
    dueAt: row.due_at?.toISOString() ?? null,
    light: taskLight({ dueAt: row.due_at, closedAt: row.closed_at, heldLight: row.held_light }, view.bounds),
    act: nextAct(row, definition, view),
    clock: clockNow(row.clock),
    revision: row.revision,
    parent: row.parent,
    links: linksOf(row.id, row.parent),
    createdAt,
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    record: recordView(row, view),
  };
}

/** Where a task is read, and the one that it belongs to: of a notice or an assignment the task it is about. */
export function linksOf(id: string, parent: string | null): TaskItem['links'] {
  const self = `/api/v1/tasks/${id}`;
  return parent === null ? { self } : { self, parent: `/api/v1/tasks/${parent}` };
}

/** Who answers for a seat at an instant; for one of its tasks, where that was lent alone, its delegate does. */
export function seatView(seat: string, directory: Directory, at: string, task?: string): SeatView {
  const { person, via, onBehalfOf } = resolveSeat(directory, seat, at, { task });
  return {
    seat,
    person: { id: person.id, name: person.name },
    via,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: { id: onBehalfOf.id, name: onBehalfOf.name } }),
  };
}

/** A unit by its name; one that the directory has lost keeps its code. */
export function unitView(code: string | null, directory: Directory): UnitView | null {
  if (code === null) return null;
  return { code, name: indexDirectory(directory).units.get(code)?.name ?? code };
}

/** What the seat has to do that must act next: the one that the task waits for besides its owner, or the owner. */
function nextAct(row: ListedRow, definition: WorkflowDefinition | undefined, view: View): ActView | null {
  const { owner, attention } = row;
  return attention === null || row.attention_act === null
    ? actView(owner, row.owner_act, row.owner_by, definition, view)
    : actView(attention, row.attention_act, row.attention_by, definition, view);
}

/** An act of a seat as readers see it now. */
export function actView(
  seat: string,
  code: string | null,
  at: Date | null,
  definition: WorkflowDefinition | undefined,
  { now, calendar }: Pick<View, 'now' | 'calendar'>,
): ActView | null {
  if (code === null) return null;
  const by = at?.toISOString() ?? null;
  const title = definition?.acts[code] ?? { zh: '待办', en: 'to be done' };
  return { seat, code, by, late: by !== null && by < now, words: actInWords({ title, by }, calendar, now) };
}
