import type { Step } from '../steps/step.ts';
import { type EffectKey, type LoggedEvent, type Task, taskAfter } from '../steps/task.ts';
import type { TaskCache } from '../steps/task-cache.ts';
import { raced } from '../steps/task-refusals.ts';
import type { Answering } from './commands.ts';
import type { WriteStep } from './write-step.ts';

/** A step that was decided on a task, with the event that it took. */
export interface DecidedStep {
  readonly step: Step;
  readonly event: LoggedEvent;
}

/** How a step is decided, on one revision of a task after another until it is committed. */
export interface Deciding {
  readonly taskId: string;
  readonly consumes: EffectKey | undefined;
  readonly answering: Answering | undefined;
  /**
   * Decides on a task, which is the newest unless it is `kept`: a revision that this process remembers, after which
   * others may have gone on. Undefined where there is nothing to do; `anew` where the newest is to be decided on.
   */
  readonly decide: (task: Task, kept: boolean) => DecidedStep | 'anew' | undefined | Promise<'anew'>;
}

/** What it came to: the task, or why nothing was committed. */
export type Raced = Task | 'no-task' | 'nothing-to-do' | 'key-taken' | 'effect-gone';

/**
 * How often a step without an expected revision is decided anew after losing a race. A writer that has to read first
 * loses to one that knows the newest revision by its own last commit, so that one of 10 000 events lost 46 times in a
 * row to another process that wrote without pause.
 */
const RACES = 500;

/** Decides a step and commits it; when another writer was first, it is decided anew on what that one wrote. */
export async function decideInRaces(
  cache: TaskCache,
  write: WriteStep,
  { taskId, decide, consumes, answering }: Deciding,
): Promise<Raced> {
  for (let race = 0; race < RACES; race++) {
    const kept = race === 0 ? cache.peek(taskId) : undefined;
    const before = kept ?? (await cache.load(taskId));
    if (before === undefined) return 'no-task';
    const decided = await decide(before, kept !== undefined);
    if (decided === undefined) return 'nothing-to-do';
    if (decided === 'anew') continue;
    const { step, event } = decided;
    const { effects, cancelled } = step;
    const task = taskAfter(before, step, event);
    const answer = answering?.(task);
    const entry = { task, expected: before.revision, event, effects, cancelled, consumes, answer };
    const written = await write(entry, before);
    if (written.verdict === 'committed') return written.task;
    if (written.verdict === 'key-taken' || written.verdict === 'effect-gone') return written.verdict;
  }
  throw raced(taskId, RACES);
}
