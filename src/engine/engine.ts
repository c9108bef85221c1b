import type pg from 'pg';
import { createBatchLoader } from '../platform/batch-loader.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import { isId, newId } from '../platform/ids.ts';
import { createKeyedQueue } from '../platform/keyed-queue.ts';
import { type Actor, type EventEnvelope, maySpawn } from './definition/define.ts';
import type { Registry } from './definition/registry.ts';
import type { EffectKey, Task } from './steps/task.ts';
import { createTaskCache } from './steps/task-cache.ts';
import { taskNotFound } from './steps/task-refusals.ts';
import { loadChildren } from './store/load-children.ts';
import type { Committed, SendCommand, SubmitCommand } from './writing/commands.ts';
import { type CommitterSettings, createCommitter } from './writing/committer.ts';
import { fireTimer } from './writing/fire-timer.ts';
import { sendEvent } from './writing/send-event.ts';
import { createSerials } from './writing/serials.ts';
import { submitTask } from './writing/submit-task.ts';
import { createWriteStep } from './writing/write-step.ts';

export interface Engine {
  readonly registry: Registry;
  /** The ISO instant by which events are stamped and timers fire. */
  now(): string;
  /** Creates a task. Throws `input-invalid`, `workflow-unknown`, `key-taken` (as KeyTaken). */
  submit(command: SubmitCommand): Promise<Task>;
  /**
   * Makes ready for so many submissions at once: made in one turn, they are committed together and numbered in their
   * order, as far as one commit holds them.
   */
  expectTogether(count: number): Promise<void>;
  /** Takes an event. Throws what `advance` throws, `not-found`, `revision-stale`, `effect-gone`, KeyTaken. */
  send(command: SendCommand): Promise<Task>;
  /** Fires a timer; undefined where it no longer applies and its row should go. */
  fire(taskId: string, eventType: string, consumes: EffectKey): Promise<Task | undefined>;
  /** The newest committed revision. */
  read(taskId: string): Promise<Task | undefined>;
  /** A revision that this process has committed or read lately, without asking; others may have gone further. */
  kept(taskId: string): Task | undefined;
  /** Ids of a task's children, oldest first; questions of one moment share a query. */
  children(task: Task): Promise<readonly string[]>;
  onCommitted(listener: (committed: Committed) => void): void;
  /** Told of each commit that the database did not confirm. */
  onUnconfirmed(listener: (error: unknown) => void): void;
}

export interface EngineSettings extends CommitterSettings {
  readonly cacheCapacity: number;
}

/** Makes the one write path: load, decide purely, commit in a group; events of one task take their turns. */
export function createEngine(
  pool: pg.Pool,
  registry: Registry,
  clock: Clock,
  settings: EngineSettings,
): Engine {
  const unconfirmed: ((error: unknown) => void)[] = [];
  const committer = createCommitter(pool, settings, (error) => {
    for (const listener of unconfirmed) listener(error);
  });
  const listeners: ((committed: Committed) => void)[] = [];
  const cache = createTaskCache(pool, registry, settings.cacheCapacity);
  const write = createWriteStep(committer, cache, (committed) => {
    for (const listener of listeners) listener(committed);
  });
  const serials = createSerials(pool);
  const childrenOf = createBatchLoader((ids) => loadChildren(pool, ids));
  const turns = createKeyedQueue();

  /** Clocks of processes differ a little; the times of one task never go back for that. */
  function envelopeOf(actor: Actor, after?: Task): EventEnvelope {
    const ms = Math.max(clock(), after === undefined ? 0 : Date.parse(after.updatedAt));
    return { actor, at: isoOf(ms), id: newId(ms) };
  }

  const parts = { pool, cache, write, envelopeOf };
  return {
    registry,
    now: () => isoOf(clock()),
    async submit(command) {
      const definition = registry.get(command.workflow);
      return submitTask({ serials, write }, definition, envelopeOf(command.actor), command);
    },
    expectTogether: (count) => serials.holdReady(count),
    send: (command) => {
      if (!isId(command.taskId)) return Promise.reject(taskNotFound(command.taskId));
      return turns.run(command.taskId, () => sendEvent(parts, command));
    },
    fire: (taskId, type, consumes) => turns.run(taskId, () => fireTimer(parts, taskId, type, consumes)),
    read: (taskId) => (isId(taskId) ? cache.newest(taskId) : Promise.resolve(undefined)),
    kept: (taskId) => cache.peek(taskId),
    children: async ({ id, definition }) => (maySpawn(definition) ? ((await childrenOf(id)) ?? []) : []),
    onCommitted: (listener) => void listeners.push(listener),
    onUnconfirmed: (listener) => void unconfirmed.push(listener),
  };
}
