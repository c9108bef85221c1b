import { Problem, problems } from '../../platform/wording/problem.ts';
import { partsOf, partsWords } from '../../platform/wording/problem-parts.ts';
import {
  BY_ENGINE,
  ENGINE,
  type EventEnvelope,
  maySpawn,
  type Snapshot,
  type StoredSnapshot,
  type Title,
  type WorkflowDefinition,
} from '../definition/define.ts';
import { explainRefusal, mightTake, takes } from '../definition/offers.ts';
import { relationNames } from '../definition/relation-names.ts';
import { firstTransition, nextTransition } from '../definition/transition.ts';
import { upcast } from '../definition/upcast.ts';
import { type Effect, effectsOf, SPAWN } from './effects.ts';

/** The first event of every task: its data is the input. */
export const CREATED = 'created';

/** What a step decided: the next snapshot and the effects as data; nothing has run. */
export interface Step {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
  /** Keys of timers whose state was left. */
  readonly cancelled: readonly string[];
}

const NOBODY: Title = { zh: '系统', en: 'the engine' };
const NONE: Title = { zh: '此任务的无关方', en: 'none of these to this task' };

export interface IncomingEvent {
  readonly type: string;
  readonly data: unknown;
}

/**
 * Starts a task: checked input in, first snapshot and effects out. `judge` gives back the input that counts. Throws
 * `input-invalid`, and what `judge` throws.
 */
export function start(
  definition: WorkflowDefinition,
  input: unknown,
  envelope: EventEnvelope & { readonly taskId: string },
  judge?: (input: unknown) => unknown,
): Step & { readonly input: unknown } {
  const checked = definition.input.safeParse(input);
  if (!checked.success) {
    const errors = partsOf(definition.input, checked.error, input);
    throw new Problem('input-invalid', partsWords(problems['input-invalid'], errors), { errors });
  }
  const counted = judge === undefined ? checked.data : judge(checked.data);
  const [snapshot, actions] = firstTransition(definition.machine, {
    actor: envelope.actor,
    at: envelope.at,
    id: envelope.id,
    taskId: envelope.taskId,
    input: counted,
  });
  if (snapshot.status === 'error') {
    throw new Error(`Workflow ${definition.name}: the context factory failed: ${String(snapshot.error)}`);
  }
  const { effects, cancelled } = effectsOf(actions, envelope.at);
  refuseUndeclaredSpawn(definition, effects);
  return { snapshot, effects, cancelled, input: counted };
}

/** Readers look for children only where a machine declares `spawn`, so one that enqueues it unsaid would hide them. */
function refuseUndeclaredSpawn(definition: WorkflowDefinition, effects: readonly Effect[]): void {
  if (effects.some(({ name }) => name === SPAWN) && !maySpawn(definition)) {
    throw new Error(`Workflow ${definition.name} spawns: expected "spawn" among the actions of its setup.`);
  }
}

function unknownWords(definition: WorkflowDefinition, type: string): Title {
  return {
    zh: `${definition.title.zh}没有操作“${type.slice(0, 80)}”，请从任务的 actions 中选取。`,
    en: `${definition.title.en} has no event “${type.slice(0, 80)}”; take one of the task's actions.`,
  };
}

/** Checks the data of an event against its declaration. Throws `event-unknown` or `event-invalid`. */
export function checkedData(definition: WorkflowDefinition, event: IncomingEvent): unknown {
  const declared = definition.events[event.type];
  if (declared === undefined) {
    throw new Problem('event-unknown', unknownWords(definition, event.type), {
      events: Object.keys(definition.events),
    });
  }
  const checked = declared.data.safeParse(event.data ?? {});
  if (!checked.success) {
    const errors = partsOf(declared.data, checked.error, event.data ?? {});
    const { zh, en } = declared.title;
    const head = {
      zh: `“${zh}”${problems['event-invalid'].zh}`,
      en: `${problems['event-invalid'].en}, “${en}”`,
    };
    throw new Problem('event-invalid', partsWords(head, errors), { errors });
  }
  return checked.data;
}

/**
 * Takes a declared event on a snapshot: the caller's relations decide who may, the machine decides whether now.
 * Throws `event-unknown`, `event-invalid`, `not-permitted`, `event-not-accepted` or `guard-failed`, and what `judge`
 * throws, which looks at the data of events that the state takes at all and gives back those that count.
 */
export function advance(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  event: IncomingEvent,
  envelope: EventEnvelope,
  relations: readonly string[],
  judge?: (data: unknown) => unknown,
): Step & { readonly data: unknown } {
  const declared = definition.events[event.type];
  if (declared !== undefined && !declared.by.some((relation) => relations.includes(relation))) {
    const [who, you] = [
      relationNames(definition, declared.by, NOBODY),
      relationNames(definition, relations, NONE),
    ];
    throw new Problem(
      'not-permitted',
      {
        zh: `“${declared.title.zh}”可由${who.zh}办理；您是${you.zh}。`,
        en: `“${declared.title.en}” is for: ${who.en}; you are: ${you.en}.`,
      },
      { permitted: declared.by },
    );
  }
  let data = checkedData(definition, event);
  // Written out, as elsewhere on the hot path: on Node 20 `{ ...a, b }` makes a hidden class of its own each time, 1 to 4 µs.
  const full = { actor: envelope.actor, at: envelope.at, id: envelope.id, type: event.type, data };
  const isTaken = takes(snapshot, full);
  if (judge !== undefined && (isTaken || mightTake(snapshot, event.type))) {
    data = judge(data);
    full.data = data;
  }
  if (!isTaken) throw explainRefusal(definition, snapshot, full, relations);
  const step = take(definition, snapshot, full);
  return { snapshot: step.snapshot, effects: step.effects, cancelled: step.cancelled, data };
}

/** Takes an event that a timer made; undefined where the state that armed it has been left. */
export function advanceByTimer(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  type: string,
  envelope: Omit<EventEnvelope, 'actor'>,
): Step | undefined {
  const full = { ...envelope, actor: ENGINE, type, data: {} };
  return takes(snapshot, full) ? take(definition, snapshot, full) : undefined;
}

function take(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  event: EventEnvelope & { type: string },
): Step {
  const [next, actions] = nextTransition(definition.machine, snapshot, event);
  if (next.status === 'error') {
    throw new Error(
      `Workflow ${definition.name}: "${event.type}" failed in the machine: ${String(next.error)}`,
    );
  }
  const { effects, cancelled } = effectsOf(actions, event.at);
  refuseUndeclaredSpawn(definition, effects);
  return { snapshot: next, effects, cancelled };
}

/** The relations of events that effects send. */
export const ENGINE_RELATIONS: readonly string[] = [BY_ENGINE];

/** The part of a snapshot that is stored; the rest follows from the definition. */
export function storedOf(snapshot: Snapshot): StoredSnapshot {
  return { value: snapshot.value, context: snapshot.context };
}

/**
 * Makes a snapshot from what was stored under some version, by way of the upcasters.
 * Throws where a version has no upcaster, a state is unknown or the context does not fit.
 */
export function restore(definition: WorkflowDefinition, version: number, stored: StoredSnapshot): Snapshot {
  const current = upcast(definition, version, stored);
  const context = definition.context.safeParse(current.context);
  if (!context.success) {
    throw new Error(
      `${definition.name}: the stored context does not fit version ${definition.version}: ${context.error.message}`,
    );
  }
  return definition.machine.resolveState({
    value: current.value,
    context: context.data,
  } as never) as Snapshot;
}
