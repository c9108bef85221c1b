import { z } from 'zod';
import type { Actor } from '../../engine/define.ts';
import { type Offer, offersOf } from '../../engine/offers.ts';
import type { Task } from '../../engine/task.ts';
import type { TaskAction } from './task-schema.ts';

/** What a caller may do to a task now, and for the rest why not. */
export function actionsOf(
  task: Task,
  relations: readonly string[],
  actor: Actor,
  now: string,
): readonly TaskAction[] {
  return offers(task, relations, actor, now).map((offer) =>
    offer.allowed ? { ...offer, schema: schemaOf(task.definition.events[offer.type]?.data) } : offer,
  );
}

/** The types of the events a caller may send now. */
export function allowedTypes(
  task: Task,
  relations: readonly string[],
  actor: Actor,
  now: string,
): readonly string[] {
  if (relations.length === 0 || task.closedAt !== null) return [];
  return offers(task, relations, actor, now)
    .filter(({ allowed }) => allowed)
    .map(({ type }) => type);
}

function offers({ definition, snapshot, id }: Task, relations: readonly string[], actor: Actor, at: string) {
  return offersOf(definition, snapshot, relations, { actor, at, id }) satisfies readonly Offer[];
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
