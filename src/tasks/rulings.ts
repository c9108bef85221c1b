import { z } from 'zod';
import type { Committed } from '../engine/engine.ts';
import type { Precedent } from '../routing/precedent.ts';
import { numberOf } from './number.ts';

/** The event by which the task force gives a task to a unit by hand, out of triage or as a ruling on a return. */
export const RULING_EVENT = 'assign';

const assignment = z.object({ unit: z.string() });
const matter = z.object({ title: z.string(), goal: z.string().nullish(), category: z.string().nullish() });

/** An assignment by hand as the log has it. */
export interface Assigned {
  readonly serial: number;
  /** ISO instants: of the task, and of the assignment. */
  readonly createdAt: string;
  readonly at: string;
  readonly revision: number;
  readonly data: unknown;
  /** As it was registered; undefined for workflows that keep none. */
  readonly matter: unknown;
}

/**
 * The precedent that an assignment sets: the next similar matter goes to the same unit. Its id is the task's number and
 * the revision, so that a reason that names it leads there. Undefined where it is no assignment of a matter.
 */
export function precedentOf({
  serial,
  createdAt,
  at,
  revision,
  data,
  ...of
}: Assigned): Precedent | undefined {
  const given = assignment.safeParse(data);
  const about = matter.safeParse(of.matter);
  if (!given.success || !about.success) return undefined;
  const { title, goal, category } = about.data;
  return {
    id: `${numberOf(serial, createdAt)}/${revision}`,
    kind: 'ruling',
    unit: given.data.unit,
    title,
    ...(goal ? { goal } : {}),
    ...(category ? { category } : {}),
    at,
  };
}

/** The precedent that a commit sets, if it is an assignment by hand. */
export function precedentIn({ after, event }: Committed): Precedent | undefined {
  if (event.type !== RULING_EVENT) return undefined;
  const { serial, createdAt, revision, snapshot } = after;
  const kept = (snapshot.context as { readonly matter?: unknown }).matter;
  return precedentOf({
    serial,
    createdAt,
    at: event.at,
    revision,
    data: JSON.parse(event.data) as unknown,
    matter: kept,
  });
}
