import { z } from 'zod';
import type { Timeline, TimelineEvent } from '../../contract/timeline.ts';
import type { Directory } from '../../directory/directory.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import type { Registry } from '../../engine/definition/registry.ts';
import { rememberedBy } from '../../engine/definition/remembered.ts';
import { taskNotFound } from '../../engine/steps/task-refusals.ts';
import { isId } from '../../platform/ids.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import { type CursorBinding, readCursor, writeCursor } from '../lists/cursor.ts';
import type { Reader } from '../lists/read-scope.ts';
import {
  type EventPosition,
  type EventRow,
  selectChildren,
  selectEvents,
  selectTimelineTask,
  type TimelineTask,
} from '../store/select-events.ts';
import { eventTitle } from './event-titles.ts';
import type { Sources } from './sources.ts';
import { stateTitleAt } from './state-title.ts';
import { seatView } from './task-view.ts';
import { toldOf } from './told.ts';

export interface TimelineQuery {
  readonly id: string;
  /** Whether the events of the task's children are shown between its own. */
  readonly children: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
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
  const { database, registry } = sources;
  const remembering = registry.all
    .filter((definition) => readingsOf(definition).toldFromMemory !== undefined)
    .map(({ name }) => name);
  const task = isId(id) ? await selectTimelineTask(database, id, remembering) : undefined;
  if (task === undefined) throw taskNotFound(id);
  const tasks = [task, ...(children ? await selectChildren(database, id, reader.scope, remembering) : [])];
  const rows = await selectEvents(
    database,
    tasks.map((one) => one.id),
    limit + 1,
    after,
  );
  const byId = new Map(tasks.map((one) => [one.id, one]));
  const memories = new Map(
    tasks.flatMap((one) => (one.context === null ? [] : [[one.id, rememberedBy(registry, one)] as const])),
  );
  const at = { directory: sources.county.directory(), registry, memories };
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => eventOf(row, byId.get(row.task_id) ?? task, at)),
    ...(last === undefined ? {} : { nextCursor: writeCursor(positionOf(last), binding) }),
  };
}

function positionOf({ at_key, task_id, revision }: EventRow): EventPosition {
  return { at: at_key, task: task_id, revision };
}

/** What events are told from beside their rows. */
interface Known {
  readonly directory: Directory;
  readonly registry: Pick<Registry, 'find'>;
  /** What tasks remember, by id, where it is told from. */
  readonly memories: ReadonlyMap<string, unknown>;
}

function eventOf(row: EventRow, task: TimelineTask, { directory, registry, memories }: Known): TimelineEvent {
  const definition = registry.find(task.workflow);
  const at = row.at.toISOString();
  const actor = storedActor.parse(row.actor);
  const { seat, principal, name, person } = actor;
  const logged = { id: row.event_id, type: row.type, data: row.data, at };
  const told = toldOf(definition, logged, directory, memories.get(task.id));
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

/** For whom the actor stood in: the person as the event names them, else the one who held the seat then. */
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
