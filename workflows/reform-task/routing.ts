import { declareRouting } from '../../src/vocabulary/routing-reading.ts';
import type { RouteParams } from '../routing-events.ts';
import type { ReformTaskContext } from './context.ts';
import { WORKFLOW } from './workflow.ts';

type Matter = ReformTaskContext['matter'];

/** A matter as routing sees it. */
function routedMatter({ title, goal, leadUnit: unit, category, region, source, keywords, urgency }: Matter) {
  return { title, goal, unit, category, region, source, keywords, urgency };
}

/** What routing is asked: the matter, with the unit that the task force chose by hand if it did. */
export function routingOf(
  { matter }: Pick<ReformTaskContext, 'matter'>,
  binding?: RouteParams['matter']['binding'],
): RouteParams {
  return { matter: { ...routedMatter(matter), binding }, limit: matter.limit, workflow: WORKFLOW };
}

/** What routing learns from reform tasks: whose a matter is, and what came back of its dispatches. */
export const routing = declareRouting<ReformTaskContext, 'matter'>({
  remembered: 'matter',
  matter: routedMatter,
  log: {
    dispatched: 'routed',
    undispatched: 'routingFailed',
    transferred: 'transferred',
    assigned: 'assign',
    upheld: 'uphold',
    accepted: 'pass',
    returns: { asked: 'return', signed: 'endorse', state: 'open.returned', ruling: 'open.ruling' },
  },
});
