import type pg from 'pg';
import { createBatchLoader } from '../platform/batch-loader.ts';
import type { Clock } from '../platform/clock.ts';
import { isoOf } from '../platform/clock.ts';
import { isId, newId } from '../platform/ids.ts';
import { createKeyedQueue } from '../platform/keyed-queue.ts';
import { type Actor, ENGINE, type EventEnvelope, maySpawn } from './definition/define.ts';
import type { Registry } from './definition/registry.ts';
import { type CommitterSettings, createCommitter } from './steps/committer.ts';
import { type Judge, judgedOf, judgingData } from './steps/judge.ts';
import { logged, UNBORN } from './steps/logged.ts';
import { numberOfNew } from './steps/numbers.ts';
import { createSerials } from './steps/serials.ts';
import { advance, advanceByTimer, CREATED, type IncomingEvent, type Step, start } from './steps/step.ts';
import {
  type EffectKey,
  type Entry,
  type KeptAnswer,
  type LoggedEvent,
  type Task,
  taskAfter,
} from './steps/task.ts';
import { createTaskCache } from './steps/task-cache.ts';
import { appliedElsewhere, raced, stale, taskNotFound } from './steps/task-refusals.ts';
import { newsIn } from './steps/unseen.ts';
import type { Outcome, Verdict } from './store/commit-batch.ts';
import type { PendingEffect } from './store/effects-store.ts';
import { loadChildren } from './store/load-children.ts';
import { readLogSince } from './store/read-log-since.ts';

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

/** The Idempotency-Key was claimed by an earlier commit: its answer is to be replayed. */
export class KeyTaken extends Error {
  constructor() {
    super('The Idempotency-Key has been used.');
    this.name = 'KeyTaken';
  }
}

export interface EngineSettings extends CommitterSettings {
  readonly cacheCapacity: number;
}

/**
 * How often an event without an expected revision is decided anew after losing a race. Whoever has to read first loses
 * to a writer that knows the newest revision by its own last commit, so that one of 10 000 events lost 46 times in a
 * row to another process that wrote without pause.
 */
const RACES = 500;

/** Whoever saw a task so many events ago has to look again. */
const MOST_UNSEEN = 500;

/** Makes the one write path: load, decide purely, commit in a group. */
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
  const cache = createTaskCache(pool, registry, settings.cacheCapacity);
  const serials = createSerials(pool);
  const childrenOf = createBatchLoader((ids) => loadChildren(pool, ids));
  const turns = createKeyedQueue();
  const listeners: ((committed: Committed) => void)[] = [];

  /** Clocks of processes differ a little; the times of one task never go back for that. */
  function envelopeOf(actor: Actor, after?: Task): EventEnvelope {
    const ms = Math.max(clock(), after === undefined ? 0 : Date.parse(after.updatedAt));
    return { actor, at: isoOf(ms), id: newId(ms) };
  }

  async function commit(entry: Entry, before: Task | undefined): Promise<{ task: Task; verdict: Verdict }> {
    let outcome: Outcome;
    try {
      outcome = await committer.commit(entry);
    } catch (error) {
      cache.forget(entry.task.id);
      throw error;
    }
    const { verdict, number } = outcome;
    const task = number === undefined ? entry.task : Object.assign({}, entry.task, { number });
    if (verdict === 'committed') {
      cache.keep(task);
      const work = workOf(entry);
      for (const listener of listeners) listener({ before, after: task, event: entry.event, work });
    } else {
      cache.forget(task.id);
    }
    return { task, verdict };
  }

  async function attempt(before: Task, step: Step, event: LoggedEvent, command: Partial<SendCommand>) {
    const task = taskAfter(before, step, event);
    const answer = command.answering?.(task);
    const { effects, cancelled } = step;
    const entry = {
      task,
      expected: before.revision,
      event,
      effects,
      cancelled,
      consumes: command.consumes,
      answer,
    };
    return commit(entry, before);
  }

  async function sendInTurn(command: SendCommand): Promise<Task> {
    let { expected } = command;
    for (let race = 0; race < RACES; race++) {
      const known = cache.peek(command.taskId);
      const fresh = known !== undefined && race === 0 ? known : await cache.load(command.taskId);
      if (fresh === undefined) throw taskNotFound(command.taskId);
      if (expected !== undefined && expected !== fresh.revision) {
        const newest = fresh === known ? await cache.newest(command.taskId) : fresh;
        if (newest === undefined) throw taskNotFound(command.taskId);
        await refuseUnseen(newest, command.event.type, expected);
        expected = newest.revision;
        continue;
      }
      let decided: ReturnType<typeof decide>;
      try {
        decided = decide(command, fresh);
      } catch (error) {
        // A cached revision may be old: before refusing, decide on the newest.
        if (fresh !== known) throw error;
        if ((await cache.newest(command.taskId))?.revision === fresh.revision) throw error;
        continue;
      }
      const { task, verdict } = await attempt(fresh, decided.step, decided.event, command);
      if (verdict === 'committed') return task;
      if (verdict === 'key-taken') throw new KeyTaken();
      if (verdict === 'effect-gone') throw appliedElsewhere();
    }
    throw raced(command.taskId, RACES);
  }

  /** Throws `revision-stale` where a task holds news that the sender of an event decides on, since the revision they saw. */
  async function refuseUnseen(task: Task, type: string, seen: number): Promise<void> {
    if (seen === task.revision) return;
    const log = await readLogSince(pool, task.id, seen, MOST_UNSEEN);
    const reaches = log[0]?.revision === seen && (log.at(-1)?.revision ?? 0) >= task.revision;
    const { events } = task.definition;
    const news = newsIn(log, events[type]?.sees, (past) => events[past]?.routine ?? !(past in events));
    if (reaches && news === undefined) return;
    const title = events[news?.type ?? '']?.title;
    throw stale(task, seen, news && { ...news, title: title ?? { zh: news.type, en: news.type } });
  }

  function decide(command: SendCommand, task: Task): { step: Step; event: LoggedEvent } {
    const envelope = envelopeOf(command.actor, task);
    const relations = command.relations(task);
    const { event, judge } = command;
    const about = { definition: task.definition, task, type: event.type, at: envelope.at };
    const judging = judgingData(judge, about);
    const step = advance(task.definition, task.snapshot, event, envelope, relations, judging);
    judge?.step(judgedOf(about, step.data), step);
    return { step, event: logged(task.definition, envelope, event.type, step.data) };
  }

  async function fireInTurn(taskId: string, type: string, consumes: EffectKey): Promise<Task | undefined> {
    for (let race = 0; race < RACES; race++) {
      const known = race === 0 ? cache.peek(taskId) : undefined;
      const before = known ?? (await cache.load(taskId));
      if (before === undefined) return undefined;
      const envelope = envelopeOf(ENGINE, before);
      const step = advanceByTimer(before.definition, before.snapshot, type, envelope);
      if (step === undefined) {
        // A cached revision may be from before the timer was armed: before it is dropped for good, look at the newest.
        if (known === undefined) return undefined;
        continue;
      }
      const { task, verdict } = await attempt(before, step, logged(before.definition, envelope, type, {}), {
        consumes,
      });
      if (verdict === 'committed') return task;
      if (verdict === 'effect-gone') return undefined;
    }
    throw raced(taskId, RACES);
  }

  return {
    registry,
    now: () => isoOf(clock()),
    async submit(command) {
      const definition = registry.get(command.workflow);
      const envelope = envelopeOf(command.actor);
      const id = command.taskId ?? newId(Date.parse(envelope.at));
      const { judge, actor } = command;
      const about = { definition, task: undefined, type: CREATED, at: envelope.at };
      const beginning = { actor, at: envelope.at, id: envelope.id, taskId: id };
      const step = start(definition, command.input, beginning, judgingData(judge, about));
      judge?.step(judgedOf(about, step.input), step);
      const serial = await serials.next();
      const parent = command.parent ?? null;
      const { number, series } = numberOfNew(id, serial, envelope.at, definition.numbering);
      const born = { id, serial, number, definition, parent, createdAt: envelope.at };
      const event = logged(definition, envelope, CREATED, step.input);
      const decided = taskAfter(Object.assign(born, UNBORN), step, event);
      const answer = command.answering?.(decided);
      const { effects, cancelled } = step;
      const consumes = command.consumes;
      const written = { task: decided, expected: 0, event, effects, cancelled, consumes, answer };
      const { task, verdict } = await commit({ ...written, series }, undefined);
      if (verdict === 'key-taken') throw new KeyTaken();
      if (verdict !== 'committed') throw appliedElsewhere();
      return task;
    },
    expectTogether: (count) => serials.holdReady(count),
    send: (command) => {
      if (!isId(command.taskId)) return Promise.reject(taskNotFound(command.taskId));
      return turns.run(command.taskId, () => sendInTurn(command));
    },
    fire: (taskId, type, consumes) => turns.run(taskId, () => fireInTurn(taskId, type, consumes)),
    read: (taskId) => (isId(taskId) ? cache.newest(taskId) : Promise.resolve(undefined)),
    kept: (taskId) => cache.peek(taskId),
    children: async ({ id, definition }) => (maySpawn(definition) ? ((await childrenOf(id)) ?? []) : []),
    onCommitted: (listener) => void listeners.push(listener),
    onUnconfirmed: (listener) => void unconfirmed.push(listener),
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
