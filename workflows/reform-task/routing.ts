import { declareRouting } from '../../src/vocabulary/routing-reading.ts';
import type { ReformTaskContext } from './context.ts';

/** What routing learns from reform tasks: whose a matter is, and what came back of its dispatches. */
export const routing = declareRouting<ReformTaskContext, 'matter'>({
  remembered: 'matter',
  matter: ({ title, goal, leadUnit: unit, category, region, source, keywords, urgency }) => ({
    title,
    goal,
    unit,
    category,
    region,
    source,
    keywords,
    urgency,
  }),
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
