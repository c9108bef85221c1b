import type pg from 'pg';
import type { StoredEffect, StoredEvent, StoredTask, TaskHistory } from '../history.ts';
import { readEffects } from './read-effects.ts';
import { readEvents } from './read-events.ts';
import { readTasks } from './read-tasks.ts';

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const LAST_REVISION = 2_147_483_647;
const TASKS = 200;
const EVENTS = 2_000;

/** Some tasks in id order with all that belongs to them; whatever lies between their ids without a task comes too. */
export interface Page {
  readonly tasks: readonly StoredTask[];
  readonly histories: AsyncGenerator<readonly TaskHistory[]>;
  /** Id to go on after; undefined at the end. */
  readonly next: string | undefined;
}

/** Reads a page within one snapshot of the database; its memory is bounded by a page and the longest single history. */
export async function readPage(client: pg.ClientBase, afterId: string): Promise<Page> {
  const tasks = await readTasks(client, afterId, TASKS);
  const last = tasks.length === TASKS ? tasks.at(-1) : undefined;
  const upTo = last?.id ?? LAST_ID;
  const effects = await readEffects(client, afterId, upTo);
  return { tasks, histories: readHistories(client, tasks, effects, afterId, upTo), next: last?.id };
}

async function* readHistories(
  client: pg.ClientBase,
  tasks: readonly StoredTask[],
  effects: readonly StoredEffect[],
  afterId: string,
  upToTask: string,
): AsyncGenerator<readonly TaskHistory[]> {
  const open = new Map<
    string,
    { task: StoredTask | undefined; events: StoredEvent[]; effects: StoredEffect[] }
  >();
  const entry = (taskId: string) => {
    const known = open.get(taskId) ?? { task: undefined, events: [], effects: [] };
    open.set(taskId, known);
    return known;
  };
  for (const task of tasks) entry(task.id).task = task;
  for (const effect of effects) entry(effect.taskId).effects.push(effect);
  const take = (isComplete: (taskId: string) => boolean): readonly TaskHistory[] => {
    const ids = [...open.keys()].filter(isComplete).toSorted();
    return ids.map((taskId) => {
      const history = { taskId, ...entry(taskId) };
      open.delete(taskId);
      return history;
    });
  };
  for (let after = { afterTask: afterId, afterRevision: LAST_REVISION }; ; ) {
    const events = await readEvents(client, { ...after, upToTask }, EVENTS);
    for (const event of events) entry(event.taskId).events.push(event);
    const last = events.at(-1);
    if (last === undefined || events.length < EVENTS) break;
    after = { afterTask: last.taskId, afterRevision: last.revision };
    yield take((taskId) => taskId < last.taskId);
  }
  yield take(() => true);
}
