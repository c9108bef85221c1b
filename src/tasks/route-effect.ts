import { z } from 'zod';
import { dueAt, type Limit, LimitSchema } from '../calendar/due-at.ts';
import { limitFor, limitsOf, type TaskLimits } from '../calendar/task-limits.ts';
import type { IncomingEvent } from '../engine/step.ts';
import { matterSchema } from '../routing/matter.ts';
import type { Routing } from '../routing/reason.ts';
import { route } from '../routing/route.ts';
import { type County, MAIN_TYPE } from './county.ts';
import { rungsFor, rungsForReceipt } from './rungs-for.ts';

/** What the effects `route`, `resolveAssignment` and `resolveTransfer` carry. */
const routeParams = z.strictObject({
  matter: matterSchema,
  limit: LimitSchema,
  /** The type of task, where more than receipt is limited. */
  workflow: z.string().optional(),
  /** Which transfer is answered, where it is one. */
  transfer: z.string().optional(),
});

/**
 * Answers a task that asks where it belongs: the one unit and seat with the reason and the clocks, which start at
 * dispatch, i.e. now; or why it must be assigned by hand, with ranked candidates. `now` is an ISO instant.
 */
export function answerRouting(params: unknown, county: County, now: string): IncomingEvent {
  const { matter, limit, workflow } = routeParams.parse(params);
  const routing = route(matter, county.routing(), now);
  if (routing.kind === 'unrouted') {
    return { type: 'routingFailed', data: { reason: routing.reason, candidates: routing.candidates } };
  }
  const { unit, seat, reason } = routing;
  const limits = limitsOf(county.limits(), workflow ?? MAIN_TYPE);
  const within = (budget: Limit) => dueAt({ calendar: county.calendar(), from: now, limit: budget });
  const due = within(limit);
  const receipt = within(limitFor(limits, 'receipt'));
  const data = {
    unit,
    seat,
    reason,
    dueAt: due.at,
    receiptDueAt: receipt.at,
    provisional: due.provisional || receipt.provisional,
  };
  if (workflow === undefined) return { type: 'routed', data };
  const urgent = matter.urgency === 'urgent';
  const terms = { from: now, dueAt: due.at, suspendedMinutes: 0, now };
  const rungs = rungsFor(county, { ...terms, urgent, receiptDueAt: receipt.at });
  return { type: 'routed', data: { ...data, returnDueAt: within(limitFor(limits, 'return')).at, rungs } };
}

/** What routing makes of the params of an effect; of an assignment by hand, whether it can be carried out. */
export function routingOfEffect(params: unknown, county: County, now: string): Routing {
  return route(routeParams.parse(params).matter, county.routing(), now);
}

/** Answers a task that is transferred: the seat of the other unit with limits of its own, the main clock as it is. */
export function answerTransfer(params: unknown, county: County, now: string): IncomingEvent {
  const { matter, workflow, transfer } = routeParams.parse(params);
  const routing = route(matter, county.routing(), now);
  if (routing.kind === 'unrouted')
    return { type: 'transferFailed', data: { transfer, reason: routing.reason } };
  const { unit, seat, reason } = routing;
  const limits: TaskLimits = limitsOf(county.limits(), workflow ?? MAIN_TYPE);
  const by = (part: 'receipt' | 'return') =>
    dueAt({ calendar: county.calendar(), from: now, limit: limitFor(limits, part) }).at;
  const receiptDueAt = by('receipt');
  const rungs = rungsForReceipt(county, receiptDueAt, matter.urgency === 'urgent');
  return {
    type: 'transferred',
    data: { transfer, unit, seat, reason, receiptDueAt, returnDueAt: by('return'), rungs },
  };
}
