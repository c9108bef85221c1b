import type { Database } from '../store/lists/listed-row.ts';
import type { Sources } from './sources.ts';

/** Where is read, and which workflows say what it means. */
export type ReadBy = Pick<Sources, 'database' | 'registry'>;

/** A task at the revision that its row was seen with. */
export interface SeenTask {
  readonly id: string;
  readonly revision: number;
}

/** What was read of a task, and of which revision it is. */
export interface AtRevision<Value> {
  readonly revision: number;
  readonly value: Value;
}

type Kept<Value> = Map<string, AtRevision<Value>>;

/**
 * Keeps what was read of at most so many tasks, by id and revision: a revision never changes, and late tasks are looked
 * at again and again and hardly ever move. Of the database only those are asked that moved since.
 */
export function keptByRevision<Task extends SeenTask, Value>(
  most: number,
  read: (by: ReadBy, tasks: readonly Task[]) => Promise<ReadonlyMap<string, AtRevision<Value>>>,
): (by: ReadBy, tasks: readonly Task[]) => Promise<ReadonlyMap<string, Value>> {
  const keptOf = new WeakMap<Database, Kept<Value>>();
  return async (by, tasks) => {
    const { database } = by;
    const kept: Kept<Value> = keptOf.get(database) ?? new Map();
    keptOf.set(database, kept);
    const found = new Map<string, AtRevision<Value>>();
    for (const { id, revision } of tasks) {
      const known = kept.get(id);
      if (known?.revision === revision) found.set(id, known);
    }
    const moved = tasks.filter(({ id }) => !found.has(id));
    if (moved.length > 0) for (const [id, one] of await read(by, moved)) found.set(id, one);
    for (const [id, one] of found) {
      // Anew at the end, so that the first is the one not asked for longest.
      kept.delete(id);
      kept.set(id, one);
    }
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return new Map([...found].map(([id, { value }]) => [id, value]));
  };
}
