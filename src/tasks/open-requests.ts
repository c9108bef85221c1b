import { z } from 'zod';

/** A request that waits for somebody else's decision, as workflows keep it in their context. */
const request = z.object({ by: z.string(), onBehalfOf: z.string().nullish() });

const knownRequests = z.object({
  request: request.nullable().catch(null),
  returns: z.array(request.extend({ signedBy: z.string().nullish() })).catch([]),
  claim: request.nullable().catch(null),
});

type KnownRequests = z.output<typeof knownRequests>;

interface Asked {
  readonly state: string;
  readonly context: unknown;
}

/** Whose decision a task waits for, by the last name in the path of its state. */
const WAITING: ReadonlyMap<string, 'ruling' | 'review' | 'decision'> = new Map([
  ['returned', 'ruling'],
  ['ruling', 'ruling'],
  ['claimed', 'review'],
  ['assessing', 'decision'],
  ['atLeader', 'decision'],
  ['atTaskForce', 'decision'],
]);

/**
 * The principals whose requests on a task are undecided: an extension, parking or return at the leader or the task
 * force, a signed return until its ruling, a claim until its review. Whoever asked, or signed, may not decide it by way
 * of a seat that is lent to them.
 */
export function openRequestersOf({ state, context }: Asked): readonly string[] {
  // Most tasks stand in no such state, and every request asks.
  const waitsFor = WAITING.get(state.slice(state.lastIndexOf('.') + 1));
  if (waitsFor === undefined || typeof context !== 'object' || context === null) return [];
  const { returns, claim, request: asked } = requestsIn(context);
  switch (waitsFor) {
    case 'ruling': {
      const last = returns.at(-1);
      return named(last?.by, last?.onBehalfOf, last?.signedBy);
    }
    case 'review':
      return named(claim?.by, claim?.onBehalfOf);
    case 'decision':
      return named(asked?.by, asked?.onBehalfOf);
  }
}

const read = new WeakMap<object, KnownRequests>();

/** A context is never changed, only replaced, and is asked about with each request on its task. */
function requestsIn(context: object): KnownRequests {
  let known = read.get(context);
  if (known === undefined) {
    known = knownRequests.parse(context);
    read.set(context, known);
  }
  return known;
}

function named(...who: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(who.filter((one) => typeof one === 'string'))];
}
