import type { WorkflowDefinition } from '../definition/define.ts';
import type { Step } from './step.ts';
import type { Task } from './task.ts';

/** What is judged: an event of a task, or the input of one that does not exist yet. */
export interface Judged {
  readonly definition: WorkflowDefinition;
  readonly task: Task | undefined;
  /** Type of the event; `created` for an input. */
  readonly type: string;
  readonly data: unknown;
  /** ISO instant. */
  readonly at: string;
}

/**
 * Holds what comes in from outside against facts that the engine knows nothing of; whatever is wrong, it throws. Effects,
 * timers and replays come without one: what was right when it came in stays in the log, whatever the facts are today.
 */
export interface Judge {
  /** Checked data, before the machine decides; gives back what is decided on, with what its sender left to be filled in. */
  readonly data: (judged: Judged) => unknown;
  /** What the machine decided, before it is committed. */
  readonly step: (judged: Judged, step: Step) => void;
}

/** A judge of one step, put so that the step can call it with the data alone. */
export function judgingData(
  judge: Judge | undefined,
  about: Omit<Judged, 'data'>,
): ((data: unknown) => unknown) | undefined {
  if (judge === undefined) return undefined;
  return (data) => judge.data(judgedOf(about, data));
}

/** What is judged once its data are known; written out, since a spread costs 1 to 4 µs on the hot path of Node 20. */
export function judgedOf({ definition, task, type, at }: Omit<Judged, 'data'>, data: unknown): Judged {
  return { definition, task, type, data, at };
}
