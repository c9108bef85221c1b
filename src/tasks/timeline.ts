import { z } from 'zod';
import type { Directory } from '../directory/directory.ts';
import { resolveSeat } from '../directory/resolve-seat.ts';
import type { Title, WorkflowDefinition } from '../engine/define.ts';
import { taskNotFound } from '../engine/task-refusals.ts';
import { isId } from '../platform/ids.ts';
import { type CursorBinding, readCursor, writeCursor } from './cursor.ts';
import { eventTitle } from './event-titles.ts';
import type { Reader } from './read-scope.ts';
import type { Sources } from './sources.ts';
import { stateTitleAt } from './state-title.ts';
import {
  type EventPosition,
  type EventRow,
  selectChildren,
  selectEvents,
  selectTimelineTask,
  type TimelineTask,
} from './store/select-events.ts';
import { type SeatView, seatView } from './task-view.ts';
import { toldOf } from './told.ts';
import { toldCorrection } from './told-correction.ts';

export interface TimelineQuery {
  readonly id: string;
  /** Whether the events of the task's children are shown between its own. */
  readonly children: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One event as it is told: what, by whom, for whom, and who answered for the task from then on. */
export interface TimelineEvent {
  readonly task: {
    readonly id: string;
    readonly number: string;
    readonly workflow: string;
    readonly title: string;
  };
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly title: Title;
  /** What it came to: which notice, why, to whom and what was answered; what a correction changed. */
  readonly told?: Title;
  readonly at: string;
  readonly actor: {
    readonly principal: string;
    readonly name: string;
    /** Who acted; absent for machines, the engine and events of before people were kept. */
    readonly person?: { readonly id: string; readonly name: string };
    readonly seat?: string;
    /** For whom the actor stood in. */
    readonly onBehalfOf?: { readonly id: string; readonly name: string };
  };
  /** After the event. */
  readonly state: Title & { readonly path: string };
  /** The accountable seat after the event and who held it at that instant. */
  readonly owner: SeatView;
  readonly data: unknown;
  /** Hash of this event over the one before; hex. */
  readonly hash: string;
  readonly previous: string;
}

export interface Timeline {
  readonly items: readonly TimelineEvent[];
  readonly nextCursor?: string;
}

const position: z.ZodType<EventPosition> = z.strictObject({
  at: z.string(),
  task: z.uuid(),
  revision: z.int(),
});

const storedActor = z.object({
  principal: z.string(),
  person: z.string().optional(),
  name: z.string(),
  seat: z.string().optional(),
  onBehalfOf: z.string().optional(),
  forPerson: z.string().optional(),
});

/**
 * One page of what happened to a task, oldest first. That the reader may see the task is for the caller to know; of
 * its children those within the reader's scope are shown. Throws `not-found`, `query-invalid`.
 */
export async function readTimeline(
  sources: Sources,
  reader: Reader,
  query: TimelineQuery,
): Promise<Timeline> {
  const { id, children, limit, cursor } = query;
  const binding: CursorBinding = {
    principal: reader.principal,
    list: 'timeline',
    query: { id, children },
  };
  const after = cursor === undefined ? undefined : readCursor(cursor, position, binding);
  const task = isId(id) ? await selectTimelineTask(sources.database, id) : undefined;
  if (task === undefined) throw taskNotFound(id);
  const tasks = [task, ...(children ? await selectChildren(sources.database, id, reader.scope) : [])];
  const rows = await selectEvents(
    sources.database,
    tasks.map((one) => one.id),
    limit + 1,
    after,
  );
  const told = { byId: new Map(tasks.map((one) => [one.id, one])), directory: sources.county.directory() };
  const definitions = new Map(sources.registry.all.map((definition) => [definition.name, definition]));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows
      .slice(0, limit)
      .map((row) => eventOf(row, told.byId.get(row.task_id) ?? task, told.directory, definitions)),
    ...(last === undefined ? {} : { nextCursor: writeCursor(positionOf(last), binding) }),
  };
}

function positionOf({ at_key, task_id, revision }: EventRow): EventPosition {
  return { at: at_key, task: task_id, revision };
}

function eventOf(
  row: EventRow,
  task: TimelineTask,
  directory: Directory,
  definitions: ReadonlyMap<string, WorkflowDefinition>,
): TimelineEvent {
  const definition = definitions.get(task.workflow);
  const at = row.at.toISOString();
  const actor = storedActor.parse(row.actor);
  const { seat, principal, name, person } = actor;
  const told =
    row.type === 'correct'
      ? toldCorrection(row.event_id, task.corrections)
      : toldOf(row.type, row.data, directory, at);
  return {
    task: {
      id: task.id,
      number: task.number,
      workflow: task.workflow,
      title: task.title,
    },
    revision: row.revision,
    id: row.event_id,
    type: row.type,
    title: eventTitle(definition, row.type, task.parent),
    ...(told === undefined ? {} : { told }),
    at,
    actor: {
      principal,
      name,
      ...(person === undefined ? {} : { person: { id: person, name } }),
      ...(seat === undefined ? {} : { seat }),
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: stoodInFor(actor, directory, at) }),
    },
    state: { path: row.state, ...stateTitleAt(definition, row.state) },
    owner: seatView(row.owner, directory, at, row.task_id),
    data: row.data,
    hash: row.hash,
    previous: row.previous,
  };
}

/** For whom somebody stood in: the person as the event names them, else the one who held the seat then. */
function stoodInFor(
  { onBehalfOf: principal = '', forPerson }: z.output<typeof storedActor>,
  directory: Directory,
  at: string,
): { id: string; name: string } {
  const named = directory.people.find(({ id }) => id === forPerson);
  if (named !== undefined) return { id: principal, name: named.name };
  const seat = /^seat:(.+)$/.exec(principal)?.[1];
  if (seat === undefined) return { id: principal, name: principal };
  const { person, onBehalfOf } = resolveSeat(directory, seat, at);
  return { id: principal, name: (onBehalfOf ?? person).name };
}
