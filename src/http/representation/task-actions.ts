import { z } from 'zod';
import type { TaskAction } from '../../contract/task.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { acceptedEvents, type Offer, offersOf, type Prospect } from '../../engine/definition/offers.ts';
import type { Task } from '../../engine/steps/task.ts';
import type { County } from '../../tasks/county.ts';
import { foreseen } from '../../tasks/entry/foreseen.ts';

/** What a caller may do to a task now, and for the rest why not. */
export function actionsOf(
  task: Task,
  relations: readonly string[],
  actor: Prospect['actor'],
  now: string,
  county: County,
): readonly TaskAction[] {
  const { definition, id } = task;
  return offersNow(task, definition, relations, { actor, at: now, id }, county).map((offer) =>
    offer.allowed ? { ...offer, schema: schemaOf(definition.events[offer.type]?.data) } : offer,
  );
}

/** The types of the events a caller may send now. */
export function allowedTypes(
  task: Task,
  relations: readonly string[],
  actor: Prospect['actor'],
  now: string,
  county: County,
): readonly string[] {
  if (relations.length === 0 || task.closedAt !== null) return [];
  const definition = narrowed(task, relations);
  return offersNow(task, definition, relations, { actor, at: now, id: task.id }, county)
    .filter(({ allowed }) => allowed)
    .map(({ type }) => type);
}

/** What the machine offers, less what data and limits are known to refuse. */
function offersNow(
  { snapshot }: Task,
  definition: WorkflowDefinition,
  relations: readonly string[],
  prospect: Prospect,
  county: County,
): readonly Offer[] {
  return offersOf(definition, snapshot, relations, prospect).map((offer) => {
    const asked = offer.allowed && definition.events[offer.type]?.asks?.(snapshot.context as never);
    const refusal = asked ? foreseen(asked, county, prospect.at) : undefined;
    return refusal === undefined ? offer : { ...offer, allowed: false, reason: refusal.reason };
  });
}

const narrowings = new WeakMap<WorkflowDefinition, Map<string, WorkflowDefinition>>();

/**
 * The workflow with only those events that these relations may send and this state takes: what is left to ask is the
 * guards. There are few states and few sets of relations, and every change on the hot path asks.
 */
function narrowed({ definition, snapshot, state }: Task, relations: readonly string[]): WorkflowDefinition {
  let known = narrowings.get(definition);
  if (known === undefined) narrowings.set(definition, (known = new Map()));
  const place = `${state} ${relations.join()}`;
  const found = known.get(place);
  if (found !== undefined) return found;
  const accepted = new Set(acceptedEvents(definition, snapshot));
  const events = Object.entries(definition.events).filter(
    ([type, { by }]) => accepted.has(type) && by.some((relation) => relations.includes(relation)),
  );
  const made = { ...definition, events: Object.fromEntries(events) };
  known.set(place, made);
  return made;
}

const schemas = new WeakMap<z.ZodType, Record<string, unknown>>();

/** The JSON Schema of an event's data, made once per declaration. */
export function schemaOf(data: z.ZodType | undefined): Record<string, unknown> {
  if (data === undefined) return {};
  const known = schemas.get(data);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  schemas.set(data, made);
  return made;
}
