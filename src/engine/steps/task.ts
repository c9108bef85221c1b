import type { Facets, Snapshot, WorkflowDefinition } from '../definition/define.ts';
import { statePath } from '../definition/offers.ts';
import type { TaskRecord } from '../definition/projections.ts';
import { NO_STANDING, type Standing } from '../definition/standing.ts';
import { chainHash } from './chain.ts';
import type { Effect } from './effects.ts';
import type { Step } from './step.ts';

/** A task as the write path holds it in memory. */
export interface Task {
  readonly id: string;
  readonly serial: number;
  /** What people call it by; in answers that are built before the commit what stands for it (`numbers.ts`). */
  readonly number: string;
  readonly definition: WorkflowDefinition;
  readonly revision: number;
  readonly snapshot: Snapshot;
  readonly state: string;
  readonly facets: Facets;
  readonly standing: Standing;
  /** What stays readable of it once its clock has ended. */
  readonly record: TaskRecord;
  /** The due date last in force while a unit had it; ISO instant. */
  readonly lastDueAt: string | null;
  readonly parent: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  /** Hash of the last event, hex. */
  readonly head: string;
}

/** Names the effect row whose result a step is; the row goes away with the step's commit. */
export interface EffectKey {
  readonly taskId: string;
  readonly revision: number;
  readonly position: number;
}

/** The answer a client was given under an Idempotency-Key, kept with the effect it acknowledges. */
export interface KeptAnswer {
  /** Hex SHA-256 of principal, route and key. */
  readonly scope: string;
  /** Hex SHA-256 of the canonical request. */
  readonly fingerprint: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An event on its way into the log. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  /** What the text is of, so that what is projected from it need not be parsed again. */
  readonly said?: unknown;
  /** What it adds to the record of its task. */
  readonly recorded?: TaskRecord | undefined;
  readonly actor: string;
  readonly at: string;
}

/** Everything one step writes: all of it or nothing. */
export interface Entry {
  readonly task: Task;
  /** Revision the task must still have; 0 for a new task. */
  readonly expected: number;
  readonly event: LoggedEvent;
  readonly effects: readonly Effect[];
  readonly cancelled: readonly string[];
  /** In which the commit counts the number of a new task; absent where it has one. */
  readonly series?: string | undefined;
  readonly consumes?: EffectKey | undefined;
  readonly answer?: KeptAnswer | undefined;
}

export type TaskOrigin = Pick<
  Task,
  | 'id'
  | 'serial'
  | 'number'
  | 'definition'
  | 'parent'
  | 'createdAt'
  | 'revision'
  | 'head'
  | 'record'
  | 'lastDueAt'
>;

/** The task after a step, with its facets projected and its chain continued. */
export function taskAfter(origin: TaskOrigin, step: Step, event: LoggedEvent): Task {
  const { definition } = origin;
  const revision = origin.revision + 1;
  const state = statePath(step.snapshot.value);
  const facets = definition.facets(step.snapshot.context, state);
  const head = chainHash(origin.head, {
    taskId: origin.id,
    revision,
    eventId: event.id,
    type: event.type,
    data: event.data,
    actor: event.actor,
    at: event.at,
    version: definition.version,
    state,
    owner: facets.owner,
  });
  return {
    id: origin.id,
    serial: origin.serial,
    number: origin.number,
    definition,
    revision,
    snapshot: step.snapshot,
    state,
    facets,
    standing: standingOf(definition, step.snapshot, state),
    record: event.recorded === undefined ? origin.record : Object.assign({}, origin.record, event.recorded),
    lastDueAt: facets.unit === null ? origin.lastDueAt : (facets.dueAt ?? origin.lastDueAt),
    parent: origin.parent,
    createdAt: origin.createdAt,
    updatedAt: event.at,
    closedAt: step.snapshot.status === 'done' ? event.at : null,
    head,
  };
}

/** Who has to act by when; nobody once the task has ended. */
export function standingOf(definition: WorkflowDefinition, snapshot: Snapshot, state: string): Standing {
  return snapshot.status === 'done' ? NO_STANDING : definition.standing(snapshot.context, state);
}
