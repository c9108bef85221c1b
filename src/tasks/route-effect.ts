import { z } from 'zod';
import { dueAt, LimitSchema } from '../calendar/due-at.ts';
import type { IncomingEvent } from '../engine/step.ts';
import { matterSchema } from '../routing/matter.ts';
import { route } from '../routing/route.ts';
import type { County } from './county.ts';

/** What the effects `route` and `resolveAssignment` carry. */
const routeParams = z.strictObject({ matter: matterSchema, limit: LimitSchema });

/**
 * Answers a task that asks where it belongs: the one unit and seat with the reason and both clocks, which start at
 * dispatch, i.e. now; or why it must be assigned by hand, with ranked candidates. `now` is an ISO instant.
 */
export function answerRouting(params: unknown, county: County, now: string): IncomingEvent {
  const { matter, limit } = routeParams.parse(params);
  const routing = route(matter, county.routing(), now);
  if (routing.kind === 'unrouted') {
    return { type: 'routingFailed', data: { reason: routing.reason, candidates: routing.candidates } };
  }
  const calendar = county.calendar();
  const due = dueAt({ calendar, from: now, limit });
  const receipt = dueAt({ calendar, from: now, limit: { workingDays: county.receiptWorkingDays } });
  return {
    type: 'routed',
    data: {
      unit: routing.unit,
      seat: routing.seat,
      reason: routing.reason,
      dueAt: due.at,
      receiptDueAt: receipt.at,
      provisional: due.provisional || receipt.provisional,
    },
  };
}
