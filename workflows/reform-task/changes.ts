import { type EventEnvelope, peopleBehind } from '../../src/engine/definition/define.ts';
import type { RouteParams } from '../routing-events.ts';
import { armed, decisionCause, rearmed, receiptCause, withoutCause, withoutUrges } from '../rungs.ts';
import { urgedAgain } from '../urges.ts';
import { begun } from './clocks/deadline.ts';
import type { ReformTaskContext } from './context.ts';
import type { EventOf } from './events/events.ts';
import { withoutRequest } from './requests/request-changes.ts';
import { sections } from './sections.ts';
import { asked, DECIDED, heldFor } from './standing.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

const IN_TIME = { receipt: null, due: null, decision: null };

/** Dispatch to one unit and seat: the clock starts anew, and whatever was waiting is answered. */
export function dispatched(context: Context, event: EventOf<'routed'>): Change {
  const { unit, seat, dueAt, receiptDueAt, returnDueAt, provisional, reason, rungs } = event.data;
  const { step, sentence } = reason;
  const cause = context.unit === null ? 'dispatched' : 'ruled';
  return {
    unit,
    seat,
    dueAt,
    receiptDueAt,
    returnDueAt: returnDueAt ?? null,
    receiptFrom: event.at,
    ...DECIDED,
    provisional,
    deadline: begun({ at: event.at, dueAt, cause, provisional }, context.matter.limit, context.deadline),
    because: { step, sentence },
    candidates: [],
    received: false,
    lapsed: IN_TIME,
    urges: { ...context.urges, answered: true },
    letter: null,
    rungs: rearmed({ ...context, rungs: withoutUrges(undecided(context)) }, context.dueAt, rungs ?? []),
  };
}

/** The rungs to come without those of what was to be decided, and of a receipt that is not waited for any more. */
function undecided({ rungs, decideBy, receiptDueAt }: Context) {
  return withoutCause(withoutCause(rungs, decisionCause(decideBy)), receiptCause(receiptDueAt));
}

/** What the task force had to decide is decided: its limit, and the rungs of that, are gone. */
export function decided(context: Context): Change {
  return { ...DECIDED, rungs: withoutCause(context.rungs, decisionCause(context.decideBy)) };
}

/** The engine has counted by when the task force has to decide. */
export function decisionLimited(context: Context, event: EventOf<'decisionLimitSet'>): Change {
  const { dueAt: decideBy, rungs, light } = event.data;
  const { held } = context;
  return {
    decideBy,
    rungs: rearmed(context, decisionCause(context.decideBy), rungs),
    held: held && { ...held, light: light ?? held.light },
  };
}

export function received({ rungs, receiptDueAt }: Context): Change {
  return { received: true, rungs: withoutCause(rungs, receiptCause(receiptDueAt)) };
}

/** Routing found none or several: why, and what triage may choose from. */
export function leftToTriage(event: EventOf<'routingFailed'>): Change {
  const { step, sentence } = event.data.reason;
  return { because: { step, sentence }, candidates: event.data.candidates };
}

/** To triage for the first time: the task force has so long to assign it. */
export function toTriage(event: EventOf<'routingFailed'>): Change {
  return { ...leftToTriage(event), ...asked('triage', event.at) };
}

/** The unit that the task force chose by hand, as routing takes it: it repeats it and never overrules it. */
export function bindingOf(event: EventOf<'assign' | 'transfer'>): RouteParams['matter']['binding'] {
  return { unit: event.data.unit, by: event.actor.principal };
}

/** A limit ran out unmet. */
export function lapsed(
  { lapsed: before }: Context,
  which: 'receipt' | 'due' | 'decision',
  event: EventEnvelope,
): Change {
  return { lapsed: { ...before, [which]: event.at } };
}

/** What the task force decided on a return, and whether in time. */
export function ruled(context: Context, event: EventOf<'assign' | 'uphold'>): Change {
  const { returns, decideBy, unit: first } = context;
  const unit = event.type === 'assign' ? event.data.unit : (first ?? '');
  const late = decideBy !== null && event.at > decideBy;
  const last = returns.length - 1;
  return {
    returns: returns.map((one, n) => (n === last ? { ...one, ruling: { at: event.at, unit, late } } : one)),
  };
}

/** The ruling could not be carried out: the return waits on. */
export function unruled({ returns }: Context): Change {
  const last = returns.length - 1;
  return { returns: returns.map((one, n) => (n === last ? { ...one, ruling: null } : one)) };
}

export function transferAsked(event: EventOf<'transfer'>): Change {
  const { unit, reason } = event.data;
  return { transfer: { id: event.id, unit, by: event.actor.principal, at: event.at, reason } };
}

/** To another unit on the same clock: it has its own limit for receiving, and the sections of the first are recalled. */
export function transferred(context: Context, event: EventOf<'transferred'>): Change {
  const { unit, seat, reason, receiptDueAt, returnDueAt, rungs } = event.data;
  const { transfer, unit: from, transfers, lapsed: before, receiptDueAt: earlier } = context;
  const { step, sentence } = reason;
  return {
    unit,
    seat,
    receiptDueAt,
    returnDueAt,
    receiptFrom: event.at,
    // What the unit before was urged for is not asked of this one.
    urges: { ...context.urges, answered: true, answerBy: null },
    rungs: armed(
      {
        ...context,
        rungs: withoutUrges(withoutCause(withoutRequest(context).rungs, receiptCause(earlier))),
      },
      rungs,
    ),
    because: { step, sentence },
    received: false,
    lapsed: { ...before, receipt: null },
    request: null,
    transfer: null,
    transfers: transfer === null ? transfers : [...transfers, { ...transfer, from: from ?? unit }],
    ...sections.recalled(context, TRANSFERRED, event.at),
  };
}

/** Why the sections of the first unit are recalled. */
export const TRANSFERRED = '任务转办';

export function reported(event: EventOf<'report'>): Change {
  const { text, percent } = event.data;
  return { report: { at: event.at, text, percent: percent ?? null } };
}

export function urged({ urges }: Context, event: EventOf<'urge'>): Change {
  return { urges: urgedAgain(urges, event.at) };
}

export function claimed(context: Context, event: EventOf<'claimDone'>): Change {
  const { principal, onBehalfOf } = event.actor;
  const { evidence } = event.data;
  return {
    claim: {
      by: principal,
      onBehalfOf: onBehalfOf ?? null,
      people: peopleBehind(event.actor),
      at: event.at,
      evidence,
    },
    ...withoutRequest(context),
    ...heldFor('review', event.at),
  };
}

/** The clock of the unit goes on as if it had not claimed. */
export function sentBack(context: Context, event: EventOf<'sendBack'>): Change {
  const items = event.data.items.map(({ criterion, reason }) => ({ criterion: criterion ?? null, reason }));
  return { ...decided(context), sentBack: { rounds: context.sentBack.rounds + 1, items }, claim: null };
}

/** The same after a review that took too long: what it took too long is credited. */
export function sentBackLate(context: Context, event: EventOf<'sendBack'>): Change {
  return { ...sentBack(context, event), creditFrom: context.decideBy, dueAt: null };
}

export function withdrawn(event: EventOf<'withdraw'>): Change {
  return {
    withdrawn: { at: event.at, reason: event.data.reason },
    request: null,
    transfer: null,
    ...DECIDED,
  };
}
