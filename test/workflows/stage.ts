import {
  type Actor,
  ENGINE,
  type Facets,
  type Snapshot,
  type WorkflowDefinition,
} from '../../src/engine/definition/define.ts';
import { type Offer, offersOf, statePath } from '../../src/engine/definition/offers.ts';
import { type Effect } from '../../src/engine/steps/effects.ts';
import { type Judge, judgingData } from '../../src/engine/steps/judge.ts';
import { advance, advanceByTimer, restore, start, storedOf } from '../../src/engine/steps/step.ts';
import type { Task } from '../../src/engine/steps/task.ts';
import { derivedId } from '../../src/platform/ids.ts';
import { DUTY_SEAT, leaderSeatOf } from '../../src/vocabulary/seats.ts';

/** A task on a stage: it is played through the pure step alone, with a clock that moves when the play says so. */
export interface Stage {
  readonly definition: WorkflowDefinition;
  readonly taskId: string;
  readonly snapshot: Snapshot;
  /** How many events there were; ids of events derive from it. */
  readonly count: number;
  readonly at: string;
  /** What the last event asked for. */
  readonly effects: readonly Effect[];
  /** Timers still to fire: key to event type and due instant. */
  readonly timers: ReadonlyMap<string, { readonly event: string; readonly dueAt: string }>;
}

export const OPENING = '2026-11-23T01:00:00.000Z';

export const TASK_ID = derivedId('stage', 0);

/** A task that has just been handed in. */
export function opened(definition: WorkflowDefinition, input: unknown, taskId: string = TASK_ID): Stage {
  const { snapshot, effects } = start(definition, input, {
    actor: CLERK,
    at: OPENING,
    id: derivedId(taskId, 0),
    taskId,
  });
  return {
    definition,
    taskId,
    snapshot,
    count: 1,
    at: OPENING,
    effects,
    timers: armed(new Map(), [], effects),
  };
}

/** One event, sent by somebody who stands in these relations to the task; throws what the step throws. */
export function played(
  stage: Stage,
  type: string,
  data: unknown,
  by: string,
  actor: Actor = actorOf(by, facetsOf(stage).unit),
  judge?: Judge,
): Stage {
  const { definition, snapshot, at } = stage;
  const envelope = { actor, at, id: derivedId(stage.taskId, stage.count) };
  const about = { definition, task: taskOn(stage), type, at };
  const step = advance(definition, snapshot, { type, data }, envelope, [by], judgingData(judge, about));
  judge?.step({ ...about, data: step.data }, step);
  return after(stage, step);
}

/** What a judge reads of a task. */
function taskOn(stage: Stage): Task {
  const { definition, snapshot, taskId } = stage;
  const state = stateOf(stage);
  return { id: taskId, definition, snapshot, state, facets: facetsOf(stage) } as Task;
}

/** What somebody in a relation to the task is told of an event before they send it. */
export function offerOf(stage: Stage, type: string, by: string): Offer | undefined {
  const { definition, snapshot, at, taskId, count } = stage;
  const envelope = { actor: actorOf(by, facetsOf(stage).unit), at, id: derivedId(taskId, count) };
  return offersOf(definition, snapshot, [by], envelope).find((offer) => offer.type === type);
}

/** The clock moves on; timers do not fire by themselves. */
export function later(stage: Stage, ms: number): Stage {
  return { ...stage, at: new Date(Date.parse(stage.at) + ms).toISOString() };
}

/** The timer with this key fires; undefined where its state has been left. */
export function fired(stage: Stage, key: string): Stage | undefined {
  const timer = stage.timers.get(key);
  if (timer === undefined) return undefined;
  const at = timer.dueAt > stage.at ? timer.dueAt : stage.at;
  const step = advanceByTimer(stage.definition, stage.snapshot, timer.event, {
    at,
    id: derivedId(stage.taskId, stage.count),
  });
  if (step === undefined) return undefined;
  const timers = new Map(stage.timers);
  timers.delete(key);
  return after({ ...stage, at, timers }, step);
}

/** The same task after it has been stored as JSON and loaded again. */
export function reloaded(stage: Stage): Stage {
  const stored = JSON.parse(JSON.stringify(storedOf(stage.snapshot))) as ReturnType<typeof storedOf>;
  return { ...stage, snapshot: restore(stage.definition, stage.definition.version, stored) };
}

export function stateOf(stage: Stage): string {
  return statePath(stage.snapshot.value);
}

export function facetsOf(stage: Stage): Facets {
  return stage.definition.facets(stage.snapshot.context, stateOf(stage));
}

/** Names of the effects of the last event, timers by their key. */
export function effectNames(stage: Stage): readonly string[] {
  return stage.effects.map(({ name, timer }) => timer?.key ?? name);
}

const CLERK: Actor = { principal: 'p-clerk', name: '专班 周' };

/** Somebody who comes with a key of their own. */
export function personOf(id: string): Actor {
  return { principal: id, person: id, name: id };
}

/** A person per relation, so that nobody is by accident who they may not be; a leader signs through their seat. */
export function actorOf(relation: string, unit: string | null = null): Actor {
  if (relation === 'engine') return ENGINE;
  const who = personOf(`p-${relation}`);
  if (relation === 'taskForce') return { ...who, seat: DUTY_SEAT };
  return relation === 'unitLeader' && unit !== null ? { ...who, seat: leaderSeatOf(unit) } : who;
}

function after(
  stage: Stage,
  step: { snapshot: Snapshot; effects: readonly Effect[]; cancelled: readonly string[] },
): Stage {
  return {
    ...stage,
    snapshot: step.snapshot,
    count: stage.count + 1,
    effects: step.effects,
    timers: armed(stage.timers, step.cancelled, step.effects),
  };
}

function armed(
  before: Stage['timers'],
  cancelled: readonly string[],
  effects: readonly Effect[],
): Stage['timers'] {
  const timers = new Map(before);
  for (const key of cancelled) timers.delete(key);
  for (const { timer, params } of effects) {
    if (timer) timers.set(timer.key, { event: (params as { event: string }).event, dueAt: timer.dueAt });
  }
  return timers;
}
