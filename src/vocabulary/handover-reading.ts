import type { Words } from '../platform/wording/words.ts';

/** What a seat's brief says of a task that the seat answers for, beside its state and its due date. */
export interface HandoverReading {
  /** Limits beside the due date, each as a fixed moment: how much is left changes by the minute and would undo every signature. */
  readonly limits: readonly Words[];
  readonly parts: readonly HandoverPart[];
}

/** One thing that the new holder of a seat has to know. */
export interface HandoverPart {
  readonly kind: 'promise' | 'ruling' | 'request';
  /** Tells parts of one kind apart, e.g. `claim`; empty where there is one alone. */
  readonly part: string;
  /** Ids may stand in it: the brief says them as names. */
  readonly detail: Words;
}
