import { z } from 'zod';

/** A request that waits for somebody else's decision, as workflows keep it in their context. */
const request = z.object({ by: z.string(), onBehalfOf: z.string().nullish() });

const knownRequests = z.object({
  returns: z.array(request).catch([]),
  claim: request.nullable().catch(null),
});

interface Asked {
  readonly state: string;
  readonly context: unknown;
}

/**
 * The principals whose requests on a task are undecided: a return until its ruling, a claim until its review. Whoever
 * asked may not decide it by way of a seat that is lent to them.
 */
export function openRequestersOf({ state, context }: Asked): readonly string[] {
  // Most tasks stand in no such state, and every request asks.
  if (!isIn(state, 'returned', 'ruling', 'claimed')) return [];
  const { returns, claim } = knownRequests.safeParse(context).data ?? { returns: [], claim: null };
  const open = [
    ...(isIn(state, 'returned', 'ruling') ? returns.slice(-1) : []),
    ...(isIn(state, 'claimed') && claim !== null ? [claim] : []),
  ];
  return [...new Set(open.flatMap(({ by, onBehalfOf }) => [by, ...(onBehalfOf ? [onBehalfOf] : [])]))];
}

/** Whether the dotted path of a state ends in one of some names. */
function isIn(state: string, ...names: readonly string[]): boolean {
  return names.includes(state.split('.').at(-1) ?? '');
}
