import type pg from 'pg';
import { createBatchLoader } from '../../platform/batch-loader.ts';
import { failpoint } from '../../platform/failpoint.ts';
import { createKeyedQueue } from '../../platform/keyed-queue.ts';
import { isOutage } from '../../platform/outage.ts';
import { isClientProblem, Problem } from '../../platform/wording/problem.ts';
import type { SignalParams, SpawnParams } from '../definition/children.ts';
import { ENGINE } from '../definition/define.ts';
import type { Engine } from '../engine.ts';
import type { Ring } from '../queue/queue-backend.ts';
import { SIGNAL, SPAWN, TIMER } from '../steps/effects.ts';
import { createSettling } from '../steps/settle.ts';
import { ENGINE_RELATIONS, type IncomingEvent } from '../steps/step.ts';
import {
  loadPendingEffects,
  type PendingEffect,
  recordFailedAttempt,
  ringWithin,
} from '../store/effects-store.ts';
import { rememberFirstWork } from './first-work.ts';

/** Does what an effect asks for and answers with the event that records the result on the task, if there is one. */
export type EffectHandler = (taskId: string, params: unknown) => Promise<IncomingEvent | undefined>;

export type EffectHandlers = Readonly<Record<string, EffectHandler>>;

/** Another worker, which knows the task's workflow, is to take it. */
const LEFT_SECONDS = 1;
/** Soon, and yet no storm on a server that is only slow. */
const AFTER_OUTAGE_SECONDS = 3;

const byEngine = () => ENGINE_RELATIONS;

/** What became of an effect; a closed set, mapped to the ledger in one place. */
export type Outcome = 'done' | 'dropped' | 'raced' | 'left' | 'failed' | 'parked';

export interface WorkSettings {
  readonly maxAttempts: number;
  /** Pause before the n-th attempt, in seconds. */
  readonly retrySeconds: (attempts: number) => number;
  readonly onOutcome: (outcome: Outcome, effect: PendingEffect, error?: unknown) => void;
}

/**
 * Answers a doorbell: handles whatever the ledger says is pending for the named tasks, each task's effects in order.
 * Never rejects for the fault of one effect: a failure is written down and blocks only its own task.
 */
export function createWork(
  pool: pg.Pool,
  engine: Engine,
  handlers: EffectHandlers,
  settings: WorkSettings,
): (ring: Ring) => Promise<void> {
  const turns = createKeyedQueue();
  const settle = createSettling(pool);
  const pendingOf = createBatchLoader<PendingEffect[]>(async (taskIds) => {
    const byTask = new Map<string, PendingEffect[]>();
    for (const effect of await loadPendingEffects(pool, taskIds, engine.now())) {
      const of = byTask.get(effect.taskId);
      if (of === undefined) byTask.set(effect.taskId, [effect]);
      else of.push(effect);
    }
    return byTask;
  });

  const firstWork = rememberFirstWork(engine);

  async function handleTask(taskId: string): Promise<void> {
    const first = firstWork(taskId);
    if (first !== undefined) {
      const outcomes = await handleAll(first);
      if (outcomes.every((outcome) => outcome === 'done' || isStuck(outcome))) return;
      // Another worker had done it: the ring was for what came after.
    }
    await handleAll((await pendingOf(taskId)) ?? []);
  }

  /** In order; what fails holds up what comes after it. */
  async function handleAll(effects: readonly PendingEffect[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const effect of effects) {
      const outcome = await handleEffect(effect);
      outcomes.push(outcome);
      if (isStuck(outcome)) break;
    }
    return outcomes;
  }

  async function handleEffect(effect: PendingEffect): Promise<Outcome> {
    try {
      const outcome = await perform(effect);
      settings.onOutcome(outcome, effect);
      return outcome;
    } catch (error) {
      if (error instanceof Problem && error.code === 'effect-gone') {
        settings.onOutcome('raced', effect);
        return 'raced';
      }
      // A part that does not answer says nothing of the effect: the attempt does not count.
      if (isOutage(error) || (isUnavailable(error) && !isLater(error))) {
        // Where the ledger is still away, it rings by itself when the effect's time is up.
        await ringWithin(pool, effect, AFTER_OUTAGE_SECONDS).catch(() => undefined);
        settings.onOutcome('failed', effect, error);
        return 'failed';
      }
      if (await isOfLaterProgram(effect, error)) {
        await ringWithin(pool, effect, LEFT_SECONDS);
        settings.onOutcome('left', effect, error);
        return 'left';
      }
      const outcome = await recordFailure(effect, error);
      settings.onOutcome(outcome, effect, error);
      return outcome;
    }
  }

  async function perform(effect: PendingEffect): Promise<Outcome> {
    switch (effect.name) {
      case TIMER: {
        const { event } = effect.params as { event: string };
        if ((await engine.fire(effect.taskId, event, effect)) !== undefined) {
          await failpoint('T2-timer-fired');
          return 'done';
        }
        await failpoint('T3-timer-dropped-unsettled');
        await settle(effect);
        return 'dropped';
      }
      case SPAWN: {
        const { workflow, taskId, input } = effect.params as SpawnParams;
        const parent = effect.taskId;
        await engine.submit({ workflow, input, actor: ENGINE, taskId, parent, consumes: effect });
        return 'done';
      }
      case SIGNAL: {
        const { taskId, event } = effect.params as SignalParams;
        return send(taskId, event, effect);
      }
      default:
        return performByHandler(effect);
    }
  }

  async function performByHandler(effect: PendingEffect): Promise<Outcome> {
    const handler = handlers[effect.name];
    if (handler === undefined) throw new Error(`No handler for the effect "${effect.name}".`);
    const event = await handler(effect.taskId, effect.params);
    await failpoint('W2-effect-decided');
    if (event !== undefined) return send(effect.taskId, event, effect);
    await settle(effect);
    return 'done';
  }

  /** A result that the task takes no more (it was withdrawn meanwhile) is dropped: the row has nothing left to do. */
  async function send(taskId: string, event: IncomingEvent, effect: PendingEffect): Promise<Outcome> {
    try {
      await engine.send({ taskId, event, actor: ENGINE, relations: byEngine, consumes: effect });
      return 'done';
    } catch (error) {
      if (!(error instanceof Problem) || !['event-not-accepted', 'guard-failed'].includes(error.code))
        throw error;
      await settle(effect);
      return 'dropped';
    }
  }

  /**
   * Whatever fails on a task of a later program says nothing of the effect: it is left to a worker that knows it.
   * Effects and their parameters may be new, too, so that the task itself is asked.
   */
  async function isOfLaterProgram({ taskId }: PendingEffect, error: unknown): Promise<boolean> {
    if (isLater(error)) return true;
    return engine.read(taskId).then(() => false, isLater);
  }

  async function recordFailure(effect: PendingEffect, error: unknown): Promise<Outcome> {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const { maxAttempts, retrySeconds } = settings;
    const failure = {
      error: text.slice(0, 2000),
      retrySeconds: retrySeconds(effect.attempts),
      maxAttempts,
      at: engine.now(),
    };
    const recorded = await recordFailedAttempt(pool, effect, failure);
    if (recorded === undefined) return 'raced';
    return recorded.parked ? 'parked' : 'failed';
  }

  return async (ring) => {
    await failpoint('W1-job-fetched');
    await Promise.all(ring.tasks.map((taskId) => turns.run(taskId, () => handleTask(taskId))));
    await failpoint('W3-effects-done-unacknowledged');
  };
}

function isStuck(outcome: Outcome): boolean {
  return outcome === 'left' || outcome === 'failed' || outcome === 'parked';
}

/** The ledger did not answer, or did not confirm what it was sent. */
function isUnavailable(error: unknown): boolean {
  return error instanceof Problem && !isClientProblem(error);
}

function isLater(error: unknown): boolean {
  return error instanceof Problem && error.code === 'later-program';
}
