import type { Caller } from '../../access/caller.ts';
import type { Acting } from '../../app/tasks/act-on-task.ts';
import type { ChangedTask } from '../../contract/task.ts';
import type { Task } from '../../engine/steps/task.ts';
import type { Language } from '../../platform/wording/words.ts';
import type { DoorDeps } from '../door-deps.ts';
import { changedTaskOf } from '../representation/task-representation.ts';
import { warningsIn } from '../representation/warnings.ts';

/** The task after a caller acted on it, as the answer shows it. */
export function shownAfter(
  { view, notes }: Acting,
  task: Task,
  caller: Caller,
  language: () => Language,
  deps: DoorDeps,
): ChangedTask {
  return changedTaskOf(task, view(task), caller, deps, warningsIn(language, notes()));
}
