import type { Entry, Task } from '../steps/task.ts';
import type { TaskCache } from '../steps/task-cache.ts';
import type { Verdict } from '../store/commit-batch.ts';
import type { PendingEffect } from '../store/effects-store.ts';
import type { Committed } from './commands.ts';
import type { Committer } from './committer.ts';

/** What became of a step that was to be written. */
export interface Written {
  readonly task: Task;
  readonly verdict: Verdict;
}

/** Writes a decided step; what was committed is kept in memory and told, whatever else is forgotten. */
export type WriteStep = (entry: Entry, before: Task | undefined) => Promise<Written>;

export function createWriteStep(
  committer: Committer,
  cache: TaskCache,
  told: (committed: Committed) => void,
): WriteStep {
  return async (entry, before) => {
    const { verdict, number } = await committer.commit(entry).catch((error: unknown) => {
      cache.forget(entry.task.id);
      throw error;
    });
    const task = number === undefined ? entry.task : Object.assign({}, entry.task, { number });
    if (verdict === 'committed') {
      cache.keep(task);
      told({ before, after: task, event: entry.event, work: workOf(entry) });
    } else {
      cache.forget(task.id);
    }
    return { task, verdict };
  };
}

/** The effects of an entry as workers will find them in the ledger. */
function workOf({ task: { id, revision }, effects }: Entry): readonly PendingEffect[] {
  return effects.flatMap(({ name, params, timer }, position) =>
    timer === undefined
      ? [{ taskId: id, revision, position, name, params, timerKey: null, attempts: 0 }]
      : [],
  );
}
