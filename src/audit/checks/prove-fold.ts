import type { DefinitionBook } from '../definition-book.ts';
import type { TaskHistory } from '../history.ts';
import { replay } from '../replay.ts';
import type { CounterExample } from '../rules.ts';
import { proveRemembered, type Spawned, spawnedBy } from './prove-children.ts';
import { proveEffects } from './prove-effects.ts';
import { proveRow } from './prove-row.ts';
import { proveRungs } from './prove-rungs.ts';

/** What folding one history came to. */
export interface Proved {
  readonly taskId: string;
  readonly fault?: CounterExample;
  /** True where the fold went through, so that `spawned` is complete. */
  readonly folded: boolean;
  readonly spawned: readonly Spawned[];
  /** Events from before the clock ledger, whose clocks only the fold knows. */
  readonly beforeClock?: number;
  /** Workflow and version whose machine is gone, so that the history could not be folded. */
  readonly notFolded?: string;
}

/** Folds a history and proves events, row and pending work against the fold; the first fault ends it. */
export function proveFold(
  { taskId, task, events, effects }: TaskHistory,
  book: DefinitionBook,
  now: string,
): Proved {
  const nothing: Proved = { taskId, folded: false, spawned: [] };
  if (task === undefined || events.length === 0) return nothing;
  const replayed = replay(task, events, book);
  if ('unknown' in replayed) {
    return { ...nothing, notFolded: `${replayed.unknown.workflow} ${replayed.unknown.version}` };
  }
  if ('fault' in replayed) return { ...nothing, fault: replayed.fault };
  const { folded, asked, beforeClock } = replayed;
  const spawned = spawnedBy(task, asked, effects);
  const fault =
    proveRungs(task, events, asked) ??
    proveRemembered(task, folded, spawned) ??
    proveRow(task, folded, events) ??
    proveEffects(task, effects, asked, folded, now);
  const proved = { taskId, folded: true, spawned, beforeClock };
  return fault === undefined ? proved : { ...proved, fault };
}
