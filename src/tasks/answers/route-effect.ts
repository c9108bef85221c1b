import { z } from 'zod';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor } from '../../calendar/limits/task-limits.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import type { Routing } from '../../routing/reason.ts';
import { route } from '../../routing/route.ts';
import { RESOLVE_TRANSFER, ROUTE } from '../../vocabulary/effects.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { matterSchema } from '../../vocabulary/matter.ts';
import { rungsFor, rungsForReceipt } from '../clock/rungs-for.ts';
import { type County, limitsOfType } from '../county.ts';

/**
 * Answers a task that asks where it belongs: the one unit and seat with the reason and the clocks, which start at
 * dispatch, i.e. now; or why it must be assigned by hand, with ranked candidates. `now` is an ISO instant.
 */
export function answerRouting(params: unknown, county: County, now: string): IncomingEvent {
  const { matter, limit, workflow } = ROUTE.params.parse(params);
  const routing = route(matter, county.routing(), now);
  if (routing.kind === 'unrouted') {
    return ROUTE.answers.routingFailed({ reason: routing.reason, candidates: routing.candidates });
  }
  const { unit, seat, reason } = routing;
  const limits = limitsOfType(county, workflow);
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
  if (workflow === undefined) return ROUTE.answers.routed(data);
  const urgent = matter.urgency === 'urgent';
  const terms = { from: now, dueAt: due.at, suspendedMinutes: 0, now };
  const rungs = rungsFor(county, { ...terms, urgent, receiptDueAt: receipt.at });
  return ROUTE.answers.routed({ ...data, returnDueAt: within(limitFor(limits, 'return')).at, rungs });
}

/** An effect about a matter, whatever else it carries. */
const carryingMatter = z.object({ matter: matterSchema });

/** What routing makes of the params of an effect; of an assignment by hand, whether it can be carried out. */
export function routingOfEffect(params: unknown, county: County, now: string): Routing {
  return route(carryingMatter.parse(params).matter, county.routing(), now);
}

/** Answers a task that is transferred: the seat of the other unit with limits of its own, the main clock as it is. */
export function answerTransfer(params: unknown, county: County, now: string): IncomingEvent {
  const { matter, workflow, transfer } = RESOLVE_TRANSFER.params.parse(params);
  const routing = route(matter, county.routing(), now);
  if (routing.kind === 'unrouted')
    return RESOLVE_TRANSFER.answers.transferFailed({ transfer, reason: routing.reason });
  const { unit, seat, reason } = routing;
  const limits = limitsOfType(county, workflow);
  const by = (part: 'receipt' | 'return') =>
    dueAt({ calendar: county.calendar(), from: now, limit: limitFor(limits, part) }).at;
  const receiptDueAt = by('receipt');
  const rungs = rungsForReceipt(county, receiptDueAt, matter.urgency === 'urgent');
  return RESOLVE_TRANSFER.answers.transferred({
    transfer,
    unit,
    seat,
    reason,
    receiptDueAt,
    returnDueAt: by('return'),
    rungs,
  });
}
