import {
  type Actor,
  ENGINE,
  type Snapshot,
  type WorkflowDefinition,
} from '../../../src/engine/definition/define.ts';
import { statePath } from '../../../src/engine/definition/offers.ts';
import { CHAIN_START, chainHash } from '../../../src/engine/steps/chain.ts';
import type { Effect } from '../../../src/engine/steps/effects.ts';
import { advance, advanceByTimer, type Step, start } from '../../../src/engine/steps/step.ts';
import type { StoredEvent, StoredTask } from './stored.ts';
import type { Invariant, Violation } from './violation.ts';

/** An effect that a step asked for. */
export interface Asked {
  readonly taskId: string;
  readonly revision: number;
  readonly position: number;
  readonly effect: Effect;
}

/** A task folded from its events, with all that its steps asked for and the timers that are still armed. */
export interface FoldedTask {
  readonly snapshot: Snapshot;
  readonly asked: readonly Asked[];
  readonly armed: ReadonlyMap<string, Asked>;
}

export type Folding = { readonly folded: FoldedTask } | { readonly violation: Violation };

/** Clocks of two processes on one machine and of its database agree to this. */
const CLOCKS_AGREE_MS = 250;

/** Folds the events of one task through the pure step: I3, I5, I9 (once, not early), I10. */
export function fold(
  task: StoredTask,
  events: readonly StoredEvent[],
  definition: WorkflowDefinition,
): Folding {
  const asked: Asked[] = [];
  const armed = new Map<string, Asked>();
  let snapshot: Snapshot | undefined;
  let head = CHAIN_START;
  for (const [n, event] of events.entries()) {
    const wrong = (invariant: Invariant, detail: string): Folding => ({
      violation: {
        invariant,
        harm: invariant === 'I9' ? 'doubled' : 'broken',
        detail: `${task.id}/${event.revision} ${event.type}: ${detail}`,
      },
    });
    if (event.revision !== n + 1) return wrong('I3', `expected revision ${n + 1}`);
    head = chainHash(head, event);
    if (head !== event.hash) return wrong('I10', 'its hash does not follow');
    let step: Step;
    try {
      const taken =
        snapshot === undefined ? begin(definition, event) : follow(definition, snapshot, event, armed);
      if ('early' in taken) return wrong('I9', taken.early);
      step = taken;
    } catch (error) {
      const invariant = event.type.startsWith('xstate.') ? 'I9' : 'I5';
      return wrong(invariant, error instanceof Error ? error.message : String(error));
    }
    snapshot = step.snapshot;
    if (statePath(snapshot.value) !== event.state)
      return wrong('I5', `leads to ${statePath(snapshot.value)}, not ${event.state}`);
    for (const key of step.cancelled) armed.delete(key);
    for (const [position, effect] of step.effects.entries()) {
      const one = { taskId: task.id, revision: event.revision, position, effect };
      asked.push(one);
      if (effect.timer !== undefined) armed.set(effect.timer.key, one);
    }
  }
  if (snapshot === undefined)
    return { violation: { invariant: 'I3', harm: 'broken', detail: `${task.id} has no events` } };
  if (head !== task.head)
    return {
      violation: { invariant: 'I10', harm: 'broken', detail: `${task.id}: its head is not the last hash` },
    };
  return { folded: { snapshot, asked, armed } };
}

function begin(definition: WorkflowDefinition, event: StoredEvent): Step {
  if (event.type !== 'created') throw new Error('expected the creation');
  return start(definition, JSON.parse(event.data), { ...envelopeOf(event), taskId: event.taskId });
}

function follow(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  event: StoredEvent,
  armed: Map<string, Asked>,
): Step | { readonly early: string } {
  const envelope = envelopeOf(event);
  const declared = definition.events[event.type];
  const isByEngine = envelope.actor.principal === ENGINE.principal;
  const timer = [...armed].find(
    ([, { effect }]) => (effect.params as { event: string }).event === event.type,
  );
  // What a machine sends itself later is declared as well, and comes by its timer.
  if (declared !== undefined && !(isByEngine && timer !== undefined)) {
    const relations = isByEngine ? ['engine'] : declared.by;
    return advance(
      definition,
      snapshot,
      { type: event.type, data: JSON.parse(event.data) },
      envelope,
      relations,
    );
  }
  const due = timer?.[1].effect.timer?.dueAt;
  if (timer === undefined || due === undefined)
    throw new Error('no such timer is armed: it fired before, or its state was left');
  if (Date.parse(event.at) < Date.parse(due) - CLOCKS_AGREE_MS)
    return { early: `fired at ${event.at}, due at ${due}` };
  const step = advanceByTimer(definition, snapshot, event.type, envelope);
  if (step === undefined) throw new Error('the state does not take the timer');
  armed.delete(timer[0]);
  return step;
}

function envelopeOf({ actor, at, eventId }: StoredEvent) {
  return { actor: JSON.parse(actor) as Actor, at, id: eventId };
}
