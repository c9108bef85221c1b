import type { EventEnvelope } from '../../src/engine/define.ts';
import type { RouteParams } from '../routing-events.ts';
import { DUTY_SEAT } from '../vocabulary.ts';
import type { ReformTaskContext, Section } from './context.ts';
import type { EventOf } from './events.ts';
import { assignmentsOf } from './sections.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

/** Dispatch to one unit and seat: the clock starts anew, and whatever was waiting is answered. */
export function dispatched(event: EventOf<'routed'>): Change {
  const { unit, seat, dueAt, receiptDueAt, provisional, reason } = event.data;
  const { step, sentence } = reason;
  return {
    unit,
    seat,
    dueAt,
    receiptDueAt,
    provisional,
    because: { step, sentence },
    candidates: [],
    attention: null,
    lapsed: { receipt: null, due: null },
  };
}

/** Routing found none or several: why, and what triage may choose from. */
export function leftToTriage(event: EventOf<'routingFailed'>): Change {
  const { step, sentence } = event.data.reason;
  return { because: { step, sentence }, candidates: event.data.candidates };
}

/** The unit that the task force chose by hand, as routing takes it: it repeats it and never overrules it. */
export function bindingOf(event: EventOf<'assign'>): RouteParams['matter']['binding'] {
  return { unit: event.data.unit, by: event.actor.principal };
}

/** A limit ran out unmet. */
export function lapsed({ lapsed: before }: Context, which: 'receipt' | 'due', event: EventEnvelope): Change {
  return { lapsed: { ...before, [which]: event.at } };
}

export function returned(context: Context, event: EventOf<'return'>): Change {
  const { reasonCode, dutyBasis, proposedUnit } = event.data;
  const entry = {
    unit: context.unit ?? '',
    by: event.actor.principal,
    at: event.at,
    reasonCode,
    dutyBasis,
    proposedUnit: proposedUnit ?? null,
  };
  return { returns: [...context.returns, entry], attention: DUTY_SEAT };
}

export function subDispatched(context: Context, event: EventOf<'subDispatch'>): Change {
  const added = assignmentsOf(event).map(
    ({ child, section, seat }): Section => ({
      child,
      section,
      seat,
      status: 'dispatched',
      revision: 0,
      report: null,
      waiver: null,
    }),
  );
  return { sections: [...context.sections, ...added] };
}

export function waived(context: Context, event: EventOf<'waiveSection'>): Change {
  const { child, reason } = event.data;
  return {
    sections: context.sections.map((section) =>
      section.child === child ? { ...section, status: 'waived' as const, waiver: reason } : section,
    ),
  };
}

export function reported(context: Context, event: EventOf<'report'>): Change {
  const { text, percent } = event.data;
  return {
    report: { at: event.at, text, percent: percent ?? null },
    urges: { ...context.urges, answered: true },
  };
}

export function urged({ urges }: Context, event: EventOf<'urge'>): Change {
  return { urges: { count: urges.count + 1, lastAt: event.at, answered: false } };
}

export function claimed(event: EventOf<'claimDone'>): Change {
  const { principal, onBehalfOf } = event.actor;
  const { evidence } = event.data;
  return {
    claim: { by: principal, onBehalfOf: onBehalfOf ?? null, at: event.at, evidence },
    attention: DUTY_SEAT,
  };
}

export function sentBack(context: Context, event: EventOf<'sendBack'>): Change {
  const items = event.data.items.map(({ criterion, reason }) => ({ criterion: criterion ?? null, reason }));
  return { sentBack: { rounds: context.sentBack.rounds + 1, items }, claim: null, attention: null };
}

export function withdrawn(event: EventOf<'withdraw'>): Change {
  return { withdrawn: { at: event.at, reason: event.data.reason }, attention: null };
}
