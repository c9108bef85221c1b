import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { WorkflowDefinition } from '../definition/define.ts';
import type { Registry } from '../definition/registry.ts';
import { taskOf } from '../steps/task-cache.ts';
import { readCheckedDigests, recordCheckedDigest } from '../store/checked-definitions.ts';
import { loadOpenTasksAfter, type TaskRow } from '../store/load-tasks.ts';

/** A live task that the program cannot load, and why. */
export interface Unloadable {
  readonly taskId: string;
  readonly workflow: string;
  readonly version: number;
  readonly reason: string;
  /** True where a later program wrote it, false where this one ought to be able to load it. */
  readonly isLater: boolean;
}

const PAGE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Goes through all open tasks in pages of constant size. */
export async function* openTasks(pool: pg.Pool): AsyncGenerator<readonly TaskRow[]> {
  for (let after = FIRST_ID; ; ) {
    const page = await loadOpenTasksAfter(pool, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

/**
 * Tries to load every open task and returns those that cannot be. A definition whose digest was checked before is
 * not checked again: the tasks it wrote are loadable by it, and a start must not cost more as work grows.
 */
export async function findUnloadableTasks(pool: pg.Pool, registry: Registry): Promise<readonly Unloadable[]> {
  const digests = new Map(registry.all.map((definition) => [definition.name, digestOf(definition)]));
  const checked = await readCheckedDigests(pool);
  const known = [...digests].every(([name, digest]) => checked.get(name) === digest);
  const removed = [...checked.keys()].some((name) => !digests.has(name));
  if (known && !removed) return [];
  const faults: Unloadable[] = [];
  for await (const page of openTasks(pool)) {
    for (const row of page) {
      const reason = whyUnloadable(registry, row);
      if (reason === undefined) continue;
      const { id: taskId, workflow, version } = row;
      const isLater = version > (registry.find(workflow)?.version ?? 0);
      faults.push({ taskId, workflow, version, reason, isLater });
    }
  }
  if (faults.length === 0) {
    for (const [name, digest] of digests) await recordCheckedDigest(pool, name, digest);
  }
  return faults;
}

/** Why a row cannot be loaded; undefined where it can. */
export function whyUnloadable(registry: Registry, row: TaskRow): string | undefined {
  try {
    taskOf(registry, row);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What of a definition decides whether a stored task can be loaded: machine, context schema, version, upcasters. */
export function digestOf(definition: WorkflowDefinition): string {
  const parts = [
    definition.version,
    definition.machine.definition,
    z.toJSONSchema(definition.context, { unrepresentable: 'any' }),
    Object.entries(definition.upcasters).map(([version, upcast]) => [version, upcast.toString()]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
