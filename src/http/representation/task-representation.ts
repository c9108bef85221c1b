import { actorsOn } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { relationsOf, type TaskView } from '../../access/relations/relations.ts';
import { lightBounds } from '../../calendar/clock/light.ts';
import type { ChangedTask, FullTask } from '../../contract/task.ts';
import { spokenWords } from '../../directory/spoken.ts';
import { stateTitle } from '../../engine/definition/offers.ts';
import type { Task } from '../../engine/steps/task.ts';
import { isoOf } from '../../platform/clock.ts';
import { clockNow } from '../../tasks/clock/clock-words.ts';
import { ladderView } from '../../tasks/clock/ladder-view.ts';
import { taskLight } from '../../tasks/clock/light.ts';
import { warnWorkingDaysOf } from '../../tasks/county.ts';
import { doneAt, type RecordedRow, recordView } from '../../tasks/view/task-record.ts';
import { actView, linksOf, seatView, unitView } from '../../tasks/view/task-view.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import type { DoorDeps } from '../door-deps.ts';
import { actionsOf, allowedTypes } from './task-actions.ts';

/** A task with all there is to it, for one caller at this moment. */
export function fullTaskOf(
  task: Task,
  view: TaskView,
  children: readonly string[],
  caller: Caller,
  { county, clock }: DoorDeps,
): FullTask {
  const { facets, definition, snapshot } = task;
  const now = isoOf(clock());
  const directory = county.directory();
  const bounds = lightBounds(county.calendar(), now, warnWorkingDaysOf(county));
  const relations = relationsOf(caller, view);
  const row = recordedRow(task);
  return Object.assign(commonOf(task), {
    serial: task.serial,
    version: definition.version,
    kind: definition.title,
    links: linksOf(task.id, task.parent),
    unit: unitView(facets.unit, directory),
    owner: seatView(facets.owner, directory, doneAt(row) ?? now, task.id),
    attention: facets.attention === null ? null : seatView(facets.attention, directory, now),
    record: recordView(row, { calendar: county.calendar(), now }),
    light: taskLight(
      {
        dueAt: dateOf(facets.dueAt),
        closedAt: dateOf(task.closedAt),
        heldLight: task.standing.heldLight,
      },
      bounds,
    ),
    act: actOf(task, { now, calendar: county.calendar() }),
    clock: clockNow(facets.clock),
    context: snapshot.context as Record<string, unknown>,
    ladder: ladderView(readingsOf(definition).ladder?.(snapshot.context), county.ladder(), directory, now),
    children,
    actions: actionsOf(task, relations, actorsOn(caller, view, directory, now), now, county).map((action) =>
      action.reason === undefined ? action : { ...action, reason: spokenWords(directory, action.reason) },
    ),
  });
}

/** What has to be done next: by the seat that the task waits for besides its owner, or by the owner. */
function actOf({ facets, standing, definition }: Task, at: Parameters<typeof actView>[4]): FullTask['act'] {
  const [seat, act] =
    facets.attention === null || standing.attention === null
      ? [facets.owner, standing.owner]
      : [facets.attention, standing.attention];
  return actView(seat, act?.act ?? null, dateOf(act?.by ?? null), definition, at);
}

/**
 * A task as the answer to a change shows it; nothing is resolved or looked up, the hot path goes through here. Assigned,
 * not spread: on Node 20 `{ ...a, b }` makes a hidden class of its own each time, 4 µs with so many fields.
 */
export function changedTaskOf(
  task: Task,
  view: TaskView,
  caller: Caller,
  { county }: DoorDeps,
  warnings: ChangedTask['warnings'],
): ChangedTask {
  const { owner, attention, unit } = task.facets;
  // The answer is of the instant of the change it answers.
  const now = task.updatedAt;
  const actor = actorsOn(caller, view, county.directory(), now);
  return Object.assign(commonOf(task), {
    version: task.definition.version,
    unit,
    owner: { seat: owner },
    attention: attention === null ? null : { seat: attention },
    actions: allowedTypes(task, relationsOf(caller, view), actor, now, county),
    warnings,
  });
}

function commonOf(task: Task) {
  const { facets } = task;
  const { zh, en } = stateTitle(task.snapshot);
  return {
    id: task.id,
    number: task.number,
    workflow: task.definition.name,
    title: facets.title,
    state: { path: task.state, zh, en },
    category: facets.category,
    urgency: facets.urgency,
    dueAt: facets.dueAt,
    revision: task.revision,
    parent: task.parent,
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
    closedAt: task.closedAt,
  };
}

function recordedRow({ record, facets: { dueAt }, lastDueAt, closedAt }: Task): RecordedRow {
  return { record, due_at: dateOf(dueAt), last_due_at: dateOf(lastDueAt), closed_at: dateOf(closedAt) };
}

function dateOf(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
