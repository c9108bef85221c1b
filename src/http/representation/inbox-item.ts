import { actorsOn } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { submitterFor, viewOf } from '../../access/relations/readable-task.ts';
import { relationsOf } from '../../access/relations/relations.ts';
import type { InboxItem } from '../../contract/inbox.ts';
import type { TaskItem } from '../../contract/task.ts';
import type { Task } from '../../engine/steps/task.ts';
import { isoOf } from '../../platform/clock.ts';
import { isOutage } from '../../platform/outage.ts';
import { countParts, partKindsOf } from '../../vocabulary/parts.ts';
import type { DoorDeps } from '../door-deps.ts';
import { allowedTypes } from './task-actions.ts';

/** An item of an inbox as its reader is shown it. */
export type DetailedItem = TaskItem & InboxItem;

/** Items of an inbox with what their tasks remember, and what the caller may do; a page is read in one batch. */
export async function inboxItemsOf(
  items: readonly TaskItem[],
  caller: Caller,
  deps: DoorDeps,
): Promise<readonly DetailedItem[]> {
  const { engine, pool } = deps;
  const now = isoOf(deps.clock());
  return Promise.all(
    items.map(async (item) => {
      const kept = engine.kept(item.id);
      const task = kept?.revision === item.revision ? kept : await loadable(item.id, deps);
      const submitter = await submitterFor(pool, caller, item.id);
      return Object.assign(
        item,
        task === undefined ? NOTHING : detailsOf(task, submitter, caller, now, deps),
      );
    }),
  );
}

/** One task that this program cannot load, e.g. of a later one, must not hide the queue it stands in. */
async function loadable(id: string, { engine, log }: DoorDeps): Promise<Task | undefined> {
  try {
    return await engine.read(id);
  } catch (error) {
    if (isOutage(error)) throw error;
    log.warn(
      { error, task: id },
      'A task in an inbox cannot be loaded; it is shown without what may be done.',
    );
    return undefined;
  }
}

const NOTHING = { actions: [], receiptDueAt: null, urges: null, sections: null };

function detailsOf(
  task: Task,
  submitter: string | undefined,
  caller: Caller,
  now: string,
  { county }: DoorDeps,
): Omit<InboxItem, keyof TaskItem> {
  const { definition, snapshot } = task;
  const view = viewOf(task, submitter);
  const actor = actorsOn(caller, view, county.directory(), now);
  const types = allowedTypes(task, relationsOf(caller, view), actor, now, county);
  const { receiptDueAt = null, urges = null } = definition.brief(snapshot.context);
  const parts = partKindsOf(definition);
  const sections = parts.length === 0 ? null : countParts(parts, snapshot.context);
  return {
    actions: types.map((type) => ({ type, title: definition.events[type]?.title ?? { zh: type, en: type } })),
    receiptDueAt,
    urges,
    sections: sections && { open: sections.open, finished: sections.finished, total: sections.total },
  };
}
