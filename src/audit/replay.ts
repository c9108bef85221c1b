import {
  type Actor,
  BY_ENGINE,
  ENGINE,
  type EventEnvelope,
  type WorkflowDefinition,
} from '../engine/definition/define.ts';
import { statePath } from '../engine/definition/offers.ts';
import type { Effect } from '../engine/steps/effects.ts';
import {
  advance,
  advanceByTimer,
  CREATED,
  ENGINE_RELATIONS,
  restore,
  type Step,
  start,
  storedOf,
} from '../engine/steps/step.ts';
import { standingOf } from '../engine/steps/task.ts';
import { type ArmedTimers, markDroppable, timersAfter } from './checks/timers.ts';
import type { DefinitionBook } from './definition-book.ts';
import {
  clockLedgerFrom,
  lateKeptFrom,
  type StoredEffect,
  type StoredEvent,
  type StoredTask,
} from './history.ts';
import type { CounterExample } from './rules.ts';

/** A task folded from its events up to one of them. */
export interface Folded {
  readonly definition: WorkflowDefinition;
  readonly step: Step;
  readonly timers: ArmedTimers;
}

/** An effect that some step of a task asked for. */
export interface AskedEffect extends Pick<StoredEffect, 'revision' | 'position'> {
  readonly effect: Effect;
}

/** What folding came to: the task, the first event that does not follow, or a version whose machine is gone. */
export type Replay =
  | { readonly folded: Folded; readonly asked: readonly AskedEffect[]; readonly beforeClock: number }
  | { readonly fault: CounterExample }
  | { readonly unknown: { readonly workflow: string; readonly version: number } };

type Fault = Pick<CounterExample, 'rule' | 'expected' | 'found'>;

/** Timers go by the database's clock, events by the process's, which is held within this of it. */
const CLOCK_TOLERANCE_MS = 1_000;

/** Takes the events of a task through the pure step again, each by its actor, instant and id, under its version. */
export function replay(task: StoredTask, events: readonly StoredEvent[], book: DefinitionBook): Replay {
  const asked: AskedEffect[] = [];
  const ledgerFrom = clockLedgerFrom(events);
  const lateFrom = lateKeptFrom(events);
  let beforeClock = 0;
  let folded: Folded | undefined;
  for (const event of events) {
    const definition = book.find(task.workflow, event.version);
    if (definition === undefined) return withoutMachine(task, event, book);
    let next: Folded | Fault;
    try {
      next = folded === undefined ? begin(definition, task, event) : proceed(folded, definition, event);
    } catch (error) {
      const found = `${event.type}: ${error instanceof Error ? error.message : String(error)}`;
      next = { rule: 'transition-legal', expected: 'an event that the workflow takes there', found };
    }
    if ('rule' in next) return { fault: { ...next, taskId: task.id, revision: event.revision } };
    const clock = compareClock(next, event);
    // Events from before the clock ledger hold neither clock nor due date; the fold alone knows them.
    const isBefore = clock !== undefined && event.revision < ledgerFrom;
    if (isBefore) beforeClock++;
    // Nor do those from before lists went by it hold from when the task is late.
    const late = event.revision < lateFrom ? undefined : compareLate(next, event);
    const fault = compareEvent(next, event) ?? (isBefore ? undefined : clock) ?? late;
    if (fault !== undefined) return { fault: { ...fault, taskId: task.id, revision: event.revision } };
    folded = next;
    const { revision } = event;
    next.step.effects.forEach((effect, position) => asked.push({ revision, position, effect }));
  }
  if (folded === undefined) throw new Error(`Task ${task.id}: expected at least one event to fold.`);
  return { folded, asked, beforeClock };
}

function withoutMachine(
  { id, workflow }: StoredTask,
  { version, revision }: StoredEvent,
  book: DefinitionBook,
): Replay {
  if (book.isPast(workflow, version)) return { unknown: { workflow, version } };
  const expected = 'a workflow and version that this program knows';
  return {
    fault: { rule: 'transition-legal', taskId: id, revision, expected, found: `${workflow} ${version}` },
  };
}

function begin(definition: WorkflowDefinition, task: StoredTask, event: StoredEvent): Folded | Fault {
  if (event.type !== CREATED) return { rule: 'transition-legal', expected: CREATED, found: event.type };
  const envelope = envelopeOf(event);
  if (definition.submittedBy.length === 0 && (!isEngine(envelope.actor) || task.parent === null)) {
    const found = `created by ${envelope.actor.principal}, parent ${String(task.parent)}`;
    return { rule: 'transition-legal', expected: 'a child spawned by the engine', found };
  }
  const step = start(definition, JSON.parse(event.data), { ...envelope, taskId: event.taskId });
  return take({ definition, timers: new Map() }, step, event);
}

function proceed(before: Folded, definition: WorkflowDefinition, event: StoredEvent): Folded | Fault {
  if (definition.version < before.definition.version) {
    const expected = `version ${before.definition.version} or later`;
    return { rule: 'transition-legal', expected, found: `version ${definition.version}` };
  }
  const envelope = envelopeOf(event);
  const snapshot =
    definition === before.definition
      ? before.step.snapshot
      : restore(definition, before.definition.version, throughJson(storedOf(before.step.snapshot)));
  const timers = markDroppable(before.timers, snapshot, event.at);
  const known = { definition, timers };
  // An event that the machine sends itself later is declared like any other, and comes by its timer.
  if (event.type in definition.events && !isTimed(known, event, envelope)) {
    const incoming = { type: event.type, data: JSON.parse(event.data) as unknown };
    const relations = relationsOf(definition, event.type, envelope.actor);
    return take(known, advance(definition, snapshot, incoming, envelope, relations), event);
  }
  return takeTimer(known, snapshot, event, envelope);
}

function isTimed({ timers }: Omit<Folded, 'step'>, { type }: StoredEvent, { actor }: EventEnvelope): boolean {
  return isEngine(actor) && [...timers.values()].some((timer) => timer.event === type);
}

function takeTimer(
  known: Omit<Folded, 'step'>,
  snapshot: Step['snapshot'],
  event: StoredEvent,
  { actor, at, id }: EventEnvelope,
): Folded | Fault {
  const armed = [...known.timers.values()].find((timer) => timer.event === event.type);
  if (armed === undefined || !isEngine(actor)) {
    const expected = 'a declared event, or an armed timer of the engine';
    return { rule: 'transition-legal', expected, found: `${event.type} by ${actor.principal}` };
  }
  if (Date.parse(at) < Date.parse(armed.dueAt) - CLOCK_TOLERANCE_MS) {
    return { rule: 'timer-not-early', expected: `${armed.dueAt} or later`, found: at };
  }
  const step = advanceByTimer(known.definition, snapshot, event.type, { at, id });
  if (step === undefined) {
    return { rule: 'transition-legal', expected: 'a state that takes the timer', found: event.type };
  }
  const timers = new Map(known.timers);
  timers.delete(armed.key);
  return take({ ...known, timers }, step, event);
}

function take({ definition, timers }: Omit<Folded, 'step'>, step: Step, { revision }: StoredEvent): Folded {
  return { definition, step, timers: timersAfter(timers, step, revision) };
}

function compareEvent({ definition, step: { snapshot } }: Folded, event: StoredEvent): Fault | undefined {
  const state = statePath(snapshot.value);
  const { owner } = definition.facets(snapshot.context, state);
  if (state === event.state && owner === event.owner) return undefined;
  const rule = 'event-as-folded';
  return {
    rule,
    expected: `state ${state}, owner ${owner}`,
    found: `state ${event.state}, owner ${event.owner}`,
  };
}

function compareClock({ definition, step: { snapshot } }: Folded, event: StoredEvent): Fault | undefined {
  const { clock, dueAt } = definition.facets(snapshot.context, statePath(snapshot.value));
  if (clock === event.clock && momentOf(dueAt) === momentOf(event.dueAt)) return undefined;
  return {
    rule: 'clock-as-folded',
    expected: tellClock(clock, dueAt),
    found: tellClock(event.clock, event.dueAt),
  };
}

function compareLate({ definition, step: { snapshot } }: Folded, event: StoredEvent): Fault | undefined {
  const { lateFrom } = standingOf(definition, snapshot, statePath(snapshot.value));
  if (momentOf(lateFrom) === momentOf(event.lateAt)) return undefined;
  return { rule: 'clock-as-folded', expected: tellLate(lateFrom), found: tellLate(event.lateAt) };
}

function tellLate(instant: string | null): string {
  return `late from ${instant ?? 'never'}`;
}

function momentOf(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

function tellClock(party: string | null, dueAt: string | null): string {
  return `clock ${party ?? 'nobody'}, due ${dueAt ?? 'never'}`;
}

/** The relations the sender must have had: the engine its own, anybody else one of those that may send the event. */
function relationsOf(definition: WorkflowDefinition, type: string, actor: Actor): readonly string[] {
  if (isEngine(actor)) return ENGINE_RELATIONS;
  return (definition.events[type]?.by ?? []).filter((relation) => relation !== BY_ENGINE);
}

function isEngine(actor: Actor): boolean {
  return actor.principal === ENGINE.principal;
}

function envelopeOf({ actor, at, eventId }: StoredEvent): EventEnvelope {
  return { actor: JSON.parse(actor) as Actor, at, id: eventId };
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
