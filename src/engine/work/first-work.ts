import type { Engine } from '../engine.ts';
import type { PendingEffect } from '../store/effects-store.ts';

/** Doorbells of so many tasks may be on their way; of more the ledger is asked. */
const MOST = 2_000;

/**
 * Remembers what tasks that this process has just made ask for, so that its own worker need not read it back: nothing
 * older can stand before it, and the commit of the result finds out whether another worker was faster. Given once; for
 * any further ring the ledger is asked, also where what was remembered turns out to be done.
 */
export function rememberFirstWork(engine: Engine): (taskId: string) => readonly PendingEffect[] | undefined {
  const remembered = new Map<string, readonly PendingEffect[]>();
  engine.onCommitted(({ before, after, work }) => {
    if (work.length === 0) return;
    // One ring may stand for this work and the first: both are in the ledger.
    if (before !== undefined) remembered.delete(after.id);
    else remembered.set(after.id, work);
    if (remembered.size <= MOST) return;
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      break;
    }
  });
  return (taskId) => {
    const work = remembered.get(taskId);
    remembered.delete(taskId);
    return work;
  };
}
