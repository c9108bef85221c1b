import { z } from 'zod';

/** A request that waits for somebody else's decision, as workflows keep it in their context. */
const request = z.object({ by: z.string(), onBehalfOf: z.string().nullish() });

const knownRequests = z.object({
  request: request.nullable().catch(null),
  returns: z.array(request.extend({ signedBy: z.string().nullish() })).catch([]),
  claim: request.nullable().catch(null),
});

interface Asked {
  readonly state: string;
  readonly context: unknown;
}

/**
 * The principals whose requests on a task are undecided: an extension, parking or return at the leader or the task
 * force, a signed return until its ruling, a claim until its review. Whoever asked, or signed, may not decide it by way
 * of a seat that is lent to them.
 */
export function openRequestersOf({ state, context }: Asked): readonly string[] {
  // Most tasks stand in no such state, and every request asks.
  if (!isIn(state, ...WAITING)) return [];
  const known = knownRequests.safeParse(context).data;
  if (known === undefined) return [];
  const [last] = known.returns.slice(-1);
  const open = [
    ...(isIn(state, 'returned', 'ruling') ? [last?.by, last?.onBehalfOf, last?.signedBy] : []),
    ...(isIn(state, 'claimed') ? [known.claim?.by, known.claim?.onBehalfOf] : []),
    ...(isIn(state, ...REQUESTED) ? [known.request?.by, known.request?.onBehalfOf] : []),
  ];
  return [...new Set(open.filter((who) => typeof who === 'string'))];
}

const REQUESTED = ['assessing', 'atLeader', 'atTaskForce'];
const WAITING = ['returned', 'ruling', 'claimed', ...REQUESTED];

/** Whether the dotted path of a state ends in one of some names. */
function isIn(state: string, ...names: readonly string[]): boolean {
  return names.includes(state.split('.').at(-1) ?? '');
}
