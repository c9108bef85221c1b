import { z } from 'zod';
import type { Committed } from '../engine/engine.ts';
import type { Precedent } from '../routing/precedent.ts';

/** The events by which the task force settles by hand whose a matter is. */
export const PRECEDENT_EVENTS = ['assign', 'uphold'] as const;

/** The event by which the task force accepts what a unit has done: it teaches whose such matters are, and binds nobody. */
export const ACCEPTED_EVENT = 'pass';

/** In which an assignment leaves a task that a unit had returned: there it is a ruling. */
const RULING_STATE = 'open.ruling';

const assignment = z.object({ unit: z.string() });
const matter = z.object({ title: z.string(), goal: z.string().nullish(), category: z.string().nullish() });

/** A decision by hand as the log has it. */
export interface Settled {
  /** Of the task. */
  readonly number: string;
  /** ISO instant of the decision. */
  readonly at: string;
  readonly revision: number;
  readonly type: string;
  /** State and accountable seat after it. */
  readonly state: string;
  readonly owner: string;
  readonly data: unknown;
  /** As it was registered; undefined for workflows that keep none. */
  readonly matter: unknown;
}

/** The id of a precedent: the task's number and the revision, so that a reason that names it leads there. */
export function precedentId({ number, revision }: Pick<Settled, 'number' | 'revision'>): string {
  return `${number}/${revision}`;
}

/**
 * The precedent that a decision sets: the next similar matter goes to the same unit. On a return it is a ruling,
 * whether it binds another unit or upholds the first dispatch; out of triage an assignment. Undefined where it is no
 * decision on a matter.
 */
export function precedentOf(settled: Settled): Precedent | undefined {
  const about = matter.safeParse(settled.matter);
  const unit = unitOf(settled);
  if (!about.success || unit === undefined) return undefined;
  const { title, goal, category } = about.data;
  return {
    id: precedentId(settled),
    kind: kindOf(settled),
    unit,
    title,
    ...(goal ? { goal } : {}),
    ...(category ? { category } : {}),
    at: settled.at,
  };
}

function kindOf({ type, state }: Settled): Precedent['kind'] {
  if (type === ACCEPTED_EVENT) return 'accepted';
  return type === 'uphold' || state === RULING_STATE ? 'ruling' : 'assignment';
}

/** To uphold or to accept names no unit: it is that of the seat that answers. */
function unitOf({ type, owner, data }: Settled): string | undefined {
  if (type === 'uphold' || type === ACCEPTED_EVENT) return owner.split('/')[0];
  const given = assignment.safeParse(data);
  return given.success ? given.data.unit : undefined;
}

/** The precedent that a commit sets, if it is a decision by hand or accepts what was done. */
export function precedentIn({ after, event }: Committed): Precedent | undefined {
  if (event.type !== ACCEPTED_EVENT && !(PRECEDENT_EVENTS as readonly string[]).includes(event.type))
    return undefined;
  const { number, revision, state, facets, snapshot } = after;
  const kept = (snapshot.context as { readonly matter?: unknown }).matter;
  return precedentOf({
    number,
    at: event.at,
    revision,
    type: event.type,
    state,
    owner: facets.owner,
    data: JSON.parse(event.data) as unknown,
    matter: kept,
  });
}
