import { z } from 'zod';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import type { Committed } from '../../engine/writing/commands.ts';
import type { Precedent } from '../../routing/books/precedent.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import type { RoutingLog } from '../../vocabulary/routing-reading.ts';
import { matterOf, routingLogOf } from './routing-readings.ts';

const assignment = z.object({ unit: z.string() });

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
  /** What the task remembers of the matter; undefined for workflows that keep none. */
  readonly matter: unknown;
}

/** The id of a precedent: the task's number and the revision, so that a reason that names it leads there. */
export function precedentId({ number, revision }: Pick<Settled, 'number' | 'revision'>): string {
  return `${number}/${revision}`;
}

/**
 * The precedent that a decision sets: the next similar matter goes to the same unit. On a return it is a ruling,
 * whether it binds another unit or upholds the first dispatch; out of triage an assignment. Undefined where it is no
 * decision on a matter, and for workflows that routing does not learn from.
 */
export function precedentOf(
  definition: WorkflowDefinition | undefined,
  settled: Settled,
): Precedent | undefined {
  const log = routingLogOf(definition);
  const about = matterOf(definition, settled.matter);
  if (log === undefined || about === undefined) return undefined;
  const kind = kindOf(settled, log);
  const unit = unitOf(settled, log);
  if (kind === undefined || unit === undefined) return undefined;
  const { title, goal, category } = about;
  return {
    id: precedentId(settled),
    kind,
    unit,
    title,
    ...(goal ? { goal } : {}),
    ...(category ? { category } : {}),
    at: settled.at,
  };
}

function kindOf({ type, state }: Settled, log: RoutingLog): Precedent['kind'] | undefined {
  switch (type) {
    case log.accepted:
      return 'accepted';
    case log.upheld:
      return 'ruling';
    case log.assigned:
      return state === log.returns?.ruling ? 'ruling' : 'assignment';
    default:
      return undefined;
  }
}

/** To uphold or to accept names no unit: it is that of the seat that answers. */
function unitOf({ type, owner, data }: Settled, { assigned }: RoutingLog): string | undefined {
  return type === assigned ? assignment.safeParse(data).data?.unit : owner.split('/')[0];
}

/** The precedent that a commit sets, if it is a decision by hand or accepts what was done. */
export function precedentIn({ after, event }: Committed): Precedent | undefined {
  const { definition, number, revision, state, facets, snapshot } = after;
  const { routing } = readingsOf(definition);
  if (routing === undefined) return undefined;
  const { assigned, upheld, accepted } = routing.log;
  if (![assigned, upheld, accepted].includes(event.type)) return undefined;
  const remembered = snapshot.context as Readonly<Record<string, unknown>>;
  return precedentOf(definition, {
    number,
    at: event.at,
    revision,
    type: event.type,
    state,
    owner: facets.owner,
    data: JSON.parse(event.data) as unknown,
    matter: remembered[routing.remembered],
  });
}
