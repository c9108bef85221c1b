import { NO_REQUESTERS, type Requesters } from '../../../src/vocabulary/requesters.ts';
import type { ReformTaskContext } from '../context.ts';

/**
 * Whose requests on a task are undecided: an extension, parking or return at the leader or the task force, a signed
 * return until its ruling, a claim until its review. Nobody who asked for it, or signed it, may decide it in a seat that is
 * lent to them. A parking that was granted waits for nobody; that its asker does not prolong it is a guard's to say.
 */
export function requesters({ request, returns, claim }: ReformTaskContext, state: string): Requesters {
  switch (state) {
    case 'open.returned':
    case 'open.ruling': {
      const last = returns.at(-1);
      return asked(last, last?.signedBy);
    }
    case 'open.claimed':
      return asked(claim);
    case 'open.returning.assessing':
    case 'open.returning.atLeader':
    case 'open.working.extending.assessing':
    case 'open.working.extending.atLeader':
    case 'open.working.extending.atTaskForce':
    case 'open.working.parking.assessing':
    case 'open.working.parking.atLeader':
    case 'open.working.parking.atTaskForce':
      return asked(request);
    default:
      return NO_REQUESTERS;
  }
}

interface Asked {
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly people: readonly string[];
}

function asked(one: Asked | null | undefined, signedBy?: string | null): Requesters {
  if (!one) return NO_REQUESTERS;
  const named = [one.by, one.onBehalfOf, signedBy].filter((who) => typeof who === 'string');
  return { people: one.people, principals: [...new Set(named)] };
}
