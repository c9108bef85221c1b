import type pg from 'pg';
import { createBatchLoader } from '../../platform/batch-loader.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { statePath } from '../definition/offers.ts';
import type { Registry } from '../definition/registry.ts';
import { NO_STANDING } from '../definition/standing.ts';
import { loadRevisions, loadTasks, type TaskRow } from '../store/load-tasks.ts';
import { restore } from './step.ts';
import type { Task } from './task.ts';

/** The newest known revision of recently used tasks. Only a hint: the version check of the commit is the truth. */
export interface TaskCache {
  peek(id: string): Task | undefined;
  keep(task: Task): void;
  forget(id: string): void;
  /** Reads from the database, past the cache, and keeps what it finds. */
  load(id: string): Promise<Task | undefined>;
  /** The newest committed revision: what is kept where the database has nothing newer, which costs one number to ask. */
  newest(id: string): Promise<Task | undefined>;
}

/** Makes a cache of at most `capacity` tasks; the longest unused is dropped first. */
export function createTaskCache(pool: pg.Pool, registry: Registry, capacity: number): TaskCache {
  const kept = new Map<string, Task>();
  const loadRow = createBatchLoader<TaskRow>(async (ids) => {
    const rows = await loadTasks(pool, ids);
    return new Map(rows.map((row) => [row.id, row]));
  });

  const revisionOf = createBatchLoader<number>((ids) => loadRevisions(pool, ids));

  async function load(id: string): Promise<Task | undefined> {
    const row = await loadRow(id);
    if (row === undefined) return undefined;
    const task = taskOf(registry, row);
    const known = kept.get(id);
    // A commit of this process may have overtaken the read.
    if (known !== undefined && known.revision >= task.revision) return known;
    keep(task);
    return task;
  }

  function keep(task: Task): void {
    kept.delete(task.id);
    // A closed task takes no more events: keeping it would only push out an open one.
    if (task.closedAt !== null) return;
    kept.set(task.id, task);
    if (kept.size <= capacity) return;
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      break;
    }
  }

  return {
    peek: (id) => kept.get(id),
    keep,
    forget: (id) => void kept.delete(id),
    load,
    async newest(id) {
      if (!kept.has(id)) return load(id);
      const revision = await revisionOf(id);
      const known = kept.get(id);
      return known !== undefined && revision !== undefined && known.revision >= revision ? known : load(id);
    },
  };
}

/**
 * Makes a task from its row; throws where its state or context cannot be loaded, and `later-program` where its workflow
 * or version is not known yet: in an upgrade, programs of both versions work side by side.
 */
export function taskOf(registry: Registry, row: TaskRow): Task {
  const definition = registry.find(row.workflow);
  if (definition === undefined || row.version > definition.version) {
    throw new Problem('later-program', {
      zh: `任务 ${row.id} 属于流程 ${row.workflow} 第 ${row.version} 版，本程序只到第 ${definition?.version ?? 0} 版。`,
      en: `Task ${row.id} is of ${row.workflow} version ${row.version}; this program knows up to ${definition?.version ?? 0}.`,
    });
  }
  const snapshot = restore(definition, row.version, { value: row.value, context: row.context });
  const state = statePath(snapshot.value);
  return {
    id: row.id,
    serial: row.serial,
    number: row.number,
    definition,
    revision: row.revision,
    snapshot,
    state,
    facets: definition.facets(snapshot.context, state),
    standing: row.closed_at === null ? definition.standing(snapshot.context, state) : NO_STANDING,
    record: row.record,
    lastDueAt: row.last_due_at?.toISOString() ?? null,
    parent: row.parent,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    head: row.head,
  };
}
