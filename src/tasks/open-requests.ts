import { z } from 'zod';

/** A request that waits for somebody else's decision, as workflows keep it in their context. */
const request = z.object({
  by: z.string(),
  onBehalfOf: z.string().nullish(),
  people: z.array(z.string()).catch([]),
});

const knownRequests = z.object({
  request: request.nullable().catch(null),
  returns: z.array(request.extend({ signedBy: z.string().nullish() })).catch([]),
  claim: request.nullable().catch(null),
});

type KnownRequests = z.output<typeof knownRequests>;

/** Whose undecided request a task holds. */
export interface Requesters {
  /** Ids of the people who made or signed it, and of those for whom they did; empty for requests of before these were kept. */
  readonly people: readonly string[];
  /** Ids of the principals with whose keys it was made. */
  readonly principals: readonly string[];
}

const NOBODY: Requesters = { people: [], principals: [] };

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
 * Whose requests on a task are undecided: an extension, parking or return at the leader or the task force, a signed
 * return until its ruling, a claim until its review. Nobody who asked, or signed, may decide it by way of a seat that
 * is lent to them.
 */
export function openRequestersOf({ state, context }: Asked): Requesters {
  // Most tasks stand in no such state, and every request asks.
  const waitsFor = WAITING.get(state.slice(state.lastIndexOf('.') + 1));
  if (waitsFor === undefined || typeof context !== 'object' || context === null) return NOBODY;
  const { returns, claim, request: asked } = requestsIn(context);
  switch (waitsFor) {
    case 'ruling': {
      const last = returns.at(-1);
      return requesters(last, last?.signedBy);
    }
    case 'review':
      return requesters(claim);
    case 'decision':
      return requesters(asked);
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

function requesters(
  asked: z.output<typeof request> | null | undefined,
  signedBy?: string | null,
): Requesters {
  if (!asked) return NOBODY;
  const named = [asked.by, asked.onBehalfOf, signedBy].filter((one) => typeof one === 'string');
  return { people: asked.people, principals: [...new Set(named)] };
}
