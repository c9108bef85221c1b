import { Problem } from '../../platform/wording/problem.ts';
import {
  type Actor,
  BY_ENGINE,
  type EventDeclaration,
  type EventEnvelope,
  type Snapshot,
  type Title,
  type WorkflowDefinition,
} from './define.ts';
import { relationNames } from './relation-names.ts';

/** One event of a workflow as one caller finds it on one task now. */
export interface Offer {
  readonly type: string;
  readonly title: Title;
  readonly allowed: boolean;
  /** Why it is refused; absent where it is allowed. */
  readonly reason?: Title;
}

type FullEvent = EventEnvelope & { readonly type: string; readonly data: unknown };

interface Candidate {
  readonly guard?: unknown;
}

/** What is known of an event before it is sent; who sends it may depend on the relations that may. */
export interface Prospect extends Omit<EventEnvelope, 'actor'> {
  readonly actor: Actor | ((by: readonly string[]) => Actor);
}

/** What a caller with these relations may do now, and for the rest why not. Events of the engine are left out. */
export function offersOf(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  relations: readonly string[],
  { actor, at, id }: Prospect,
): readonly Offer[] {
  return Object.entries(definition.events)
    .filter(([, declared]) => !isOnlyByEngine(declared))
    .map(([type, declared]) => {
      const sender = typeof actor === 'function' ? actor(declared.by) : actor;
      const event = { actor: sender, at, id, type, data: undefined };
      const reason = refusalOf(definition, snapshot, relations, event, declared);
      const offer = { type, title: declared.title, allowed: reason === undefined };
      return reason === undefined ? offer : { ...offer, reason };
    });
}

/** True for events that nobody but the engine sends. */
export function isOnlyByEngine(declared: EventDeclaration): boolean {
  return declared.by.every((relation) => relation === BY_ENGINE);
}

function refusalOf(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  relations: readonly string[],
  event: FullEvent,
  declared: EventDeclaration,
): Title | undefined {
  if (!declared.by.some((relation) => relations.includes(relation))) return forOthers(definition, declared);
  const candidates = candidatesOf(snapshot, event.type);
  if (candidates.length === 0) {
    const state = stateTitle(snapshot);
    return {
      zh: `当前环节“${state.zh}”不能${declared.title.zh}`,
      en: `Not accepted in the state "${state.en}"`,
    };
  }
  return failedGuard(definition, snapshot, event, candidates, ['task', 'actor']);
}

const whose = new WeakMap<EventDeclaration, Title>();

/** Says who may send an event; made once, since each task that is read says it of most of its events. */
function forOthers(definition: WorkflowDefinition, declared: EventDeclaration): Title {
  const known = whose.get(declared);
  if (known !== undefined) return known;
  const who = relationNames(definition, declared.by, { zh: '系统', en: 'the engine' });
  const made = { zh: `由${who.zh}办理`, en: `For: ${who.en}` };
  whose.set(declared, made);
  return made;
}

/**
 * Says why the machine does not take an event, and what a caller with these relations may do instead; who stands in for
 * several seats does each thing for one of them.
 */
export function explainRefusal(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  event: FullEvent,
  relations: readonly string[],
  sender: Prospect['actor'] = event.actor,
): Problem {
  const candidates = candidatesOf(snapshot, event.type);
  const state = stateTitle(snapshot);
  const title = definition.events[event.type]?.title ?? { zh: event.type, en: event.type };
  if (candidates.length === 0) {
    const may = offersOf(definition, snapshot, relations, { ...event, actor: sender }).filter(
      ({ allowed }) => allowed,
    );
    return new Problem(
      'event-not-accepted',
      {
        zh: `当前环节“${state.zh}”不能“${title.zh}”；${may.length === 0 ? '此环节没有待您办理的事项' : `您现在可办理：${may.map((offer) => offer.title.zh).join('、')}`}。`,
        en: `“${title.en}” is not accepted in the state “${state.en}”; ${may.length === 0 ? 'there is nothing for you to do in it' : `you may now: ${may.map((offer) => offer.title.en).join(', ')}`}.`,
      },
      { event: event.type, state: snapshot.value, accepted: may.map(({ type }) => type) },
    );
  }
  const reason = failedGuard(definition, snapshot, event, candidates, ['task', 'actor', 'data']);
  return new Problem(
    'guard-failed',
    {
      zh: `不能“${title.zh}”：${reason?.zh ?? '办理条件未满足'}。`,
      en: `“${title.en}” is refused: ${reason?.en ?? 'a condition is not met'}.`,
    },
    { event: event.type, state: snapshot.value, ...(reason === undefined ? {} : { reason }) },
  );
}

/** The declared events that some active state has a transition for, of all senders. */
export function acceptedEvents(definition: WorkflowDefinition, snapshot: Snapshot): readonly string[] {
  return Object.keys(definition.events).filter((type) => candidatesOf(snapshot, type).length > 0);
}

/** True where the machine takes the event now. A task that has ended takes nothing, whatever its outer states would. */
export function takes(snapshot: Snapshot, event: { readonly type: string }): boolean {
  return snapshot.status === 'active' && snapshot.can(event);
}

/** True where the state takes events of the type, whatever its guards say of this one. */
export function mightTake(snapshot: Snapshot, type: string): boolean {
  return candidatesOf(snapshot, type).length > 0;
}

function candidatesOf(snapshot: Snapshot, type: string): readonly Candidate[] {
  if (snapshot.status !== 'active') return [];
  return snapshot._nodes.flatMap((node) => [...(node.transitions.get(type) ?? [])]);
}

/** The first named guard that fails where no candidate passes; undefined where some candidate may pass. */
function failedGuard(
  definition: WorkflowDefinition,
  snapshot: Snapshot,
  event: FullEvent,
  candidates: readonly Candidate[],
  about: readonly string[],
): Title | undefined {
  let first: Title | undefined;
  for (const { guard } of candidates) {
    const failed = guardNames(guard).find((name) => {
      const declared = definition.guards[name];
      return (
        declared !== undefined && about.includes(declared.about) && !holds(definition, name, snapshot, event)
      );
    });
    if (failed === undefined) return undefined;
    first ??= reasonOf(definition, failed, snapshot);
  }
  return first;
}

/** Why a guard refuses, with what the task knows where the guard says so. */
function reasonOf({ guards }: WorkflowDefinition, name: string, { context }: Snapshot): Title | undefined {
  const declared = guards[name];
  return declared?.why?.(context as never) ?? declared?.title;
}

function holds(definition: WorkflowDefinition, name: string, snapshot: Snapshot, event: FullEvent): boolean {
  const guard = definition.machine.implementations.guards[name] as
    | ((args: { context: unknown; event: unknown }, params: undefined) => boolean)
    | undefined;
  return guard === undefined || guard({ context: snapshot.context, event }, undefined);
}

/** Guards are written as a name, or as `and([...])` of names, whose list XState keeps on the function. */
export function guardNames(guard: unknown): readonly string[] {
  if (typeof guard === 'string') return [guard];
  const parts = (guard as { guards?: readonly unknown[] } | undefined)?.guards ?? [];
  return parts.flatMap(guardNames);
}

/** The title of the innermost active state that has one in its `meta`. */
export function stateTitle(snapshot: Snapshot): Title {
  let innermost: Title | undefined;
  let depth = -1;
  for (const { meta, path } of snapshot._nodes) {
    const title = (meta as { title?: Title } | undefined)?.title;
    if (title === undefined || path.length <= depth) continue;
    innermost = title;
    depth = path.length;
  }
  return innermost ?? { zh: statePath(snapshot.value), en: statePath(snapshot.value) };
}

/** A state value as one dotted path, e.g. `open.dispatched`; parallel regions are joined by `|`. */
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value;
  return Object.entries(value as Record<string, unknown>)
    .map(([key, inner]) => {
      const rest = statePath(inner);
      return rest === '' ? key : `${key}.${rest}`;
    })
    .join('|');
}
