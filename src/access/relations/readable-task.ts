import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Task } from '../../engine/steps/task.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import { isId } from '../../platform/ids.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import type { Caller } from '../caller.ts';
import { hasChildOwnedBy, submitterOf } from '../store/task-kin.ts';
import { mayRead } from './may-read.ts';
import type { TaskView } from './relations.ts';
import { isShownBesides } from './shown-besides.ts';

export interface TaskReader {
  readonly engine: Engine;
  readonly pool: pg.Pool;
  readonly county: { readonly directory: () => Directory };
  readonly clock: Clock;
}

/** A task that the caller may read, with the facts his rights rest on. */
export interface ReadableTask {
  readonly task: Task;
  readonly view: TaskView;
}

/** The newest revision of a task, or the one given where the caller has it at hand. Throws `not-found` alike for what does not exist and for what is not the caller's. */
export async function readableTask(
  { engine, pool, county, clock }: TaskReader,
  caller: Caller,
  taskId: string,
  known?: Task,
): Promise<ReadableTask> {
  const [task, submitter] = await Promise.all([
    known ?? engine.read(taskId),
    submitterFor(pool, caller, taskId),
  ]);
  if (task === undefined) throw taskNotFound(taskId);
  const view = viewOf(task, submitter);
  const readable =
    mayRead(caller, view) ||
    // A section sees the task that its own assignment comes from.
    (caller.role === 'sectionStaff' && (await hasChildOwnedBy(pool, taskId, [...caller.speaksFor]))) ||
    (await isShownBesides(pool, caller, task, county.directory(), isoOf(clock())));
  if (!readable) throw taskNotFound(taskId);
  return { task, view };
}

/** Who handed a task in, asked only for machines: people's rights rest on seats and units. */
export async function submitterFor(
  pool: pg.Pool,
  caller: Caller,
  taskId: string,
): Promise<string | undefined> {
  return caller.role === 'machine' && isId(taskId) ? submitterOf(pool, taskId) : undefined;
}

/** The facts of a task on which rights rest. */
export function viewOf({ id, definition, facets, state, snapshot }: Task, submitter?: string): TaskView {
  const { owner, attention, unit } = facets;
  const requestedBy = readingsOf(definition).requesters?.(snapshot.context, state);
  return { id, owner, attention, unit, requestedBy, submitter };
}

/** The one answer for a task that is not there for the caller. */
export function taskNotFound(taskId: string): Problem {
  return new Problem('not-found', {
    zh: `没有任务“${taskId.slice(0, 80)}”，或您无权查阅。`,
    en: `There is no task “${taskId.slice(0, 80)}”, or it is not yours to read.`,
  });
}
