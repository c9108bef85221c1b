import type { Actor } from '../definition/define.ts';
import type { Judge } from '../steps/judge.ts';
import type { IncomingEvent } from '../steps/step.ts';
import type { EffectKey, KeptAnswer, LoggedEvent, Task } from '../steps/task.ts';
import type { PendingEffect } from '../store/effects-store.ts';

/** Builds the kept answer of a decided step before it is committed, so that both become durable together. */
export type Answering = (task: Task) => KeptAnswer | undefined;

export interface SubmitCommand {
  readonly workflow: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly taskId?: string;
  readonly parent?: string;
  readonly consumes?: EffectKey;
  readonly answering?: Answering;
  readonly judge?: Judge;
}

export interface SendCommand {
  readonly taskId: string;
  readonly event: IncomingEvent;
  readonly actor: Actor;
  /** The caller's relations to the task; the engine holds them against the declaration. May throw `not-found`. */
  readonly relations: (task: Task) => readonly string[];
  /** Revision the caller has seen: news of what the event decides on refuses it. Without it the newest is decided on. */
  readonly expected?: number | undefined;
  readonly consumes?: EffectKey;
  readonly answering?: Answering;
  readonly judge?: Judge;
}

/** A commit as those who wait for news see it. */
export interface Committed {
  readonly before: Task | undefined;
  readonly after: Task;
  readonly event: LoggedEvent;
  /** What workers have to do now; timers are not among it. */
  readonly work: readonly PendingEffect[];
}

/** The Idempotency-Key was claimed by an earlier commit: its answer is to be replayed. */
export class KeyTaken extends Error {
  constructor() {
    super('The Idempotency-Key has been used.');
    this.name = 'KeyTaken';
  }
}
