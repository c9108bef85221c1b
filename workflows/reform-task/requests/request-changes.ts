import { type EventEnvelope, peopleBehind } from '../../../src/engine/definition/define.ts';
import { armed, decisionCause, rearmed, receiptCause, withoutCause } from '../../rungs.ts';
import { urgeAnswered } from '../clocks/climbing.ts';
import { extended, shifted } from '../clocks/deadline.ts';
import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';
import { heldFor, asked as toDecide } from '../standing.ts';
import { type Answered, askedBy, type ReturnRequest } from './request.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

function returning(event: EventOf<'return'>): ReturnRequest {
  const { reasonCode, dutyBasis, proposedUnit } = event.data;
  return { kind: 'return', ...askedBy(event), reasonCode, dutyBasis, proposedUnit: proposedUnit ?? null };
}

export function askedToReturn(event: EventOf<'return'>): Change {
  return { request: returning(event) };
}

/** A return that its sender has signed by sending it. */
export function returnedAtOnce(context: Context, event: EventOf<'return'>): Change {
  return returned(context, returning(event), event);
}

/** A return that the leader has signed. */
export function returnEndorsed(context: Context, event: EventOf<'endorse'>): Change {
  return context.request?.kind === 'return' ? returned(context, context.request, event) : {};
}

/** A return that nobody could sign but who asked for it: the ruling is the only say on it. */
export function returnUnsigned(context: Context, event: EventOf<'requestAssessed'>): Change {
  return context.request?.kind === 'return' ? returned(context, context.request, { at: event.at }) : {};
}

function returned(
  context: Context,
  asked: ReturnRequest,
  { actor, at }: { readonly actor?: EventEnvelope['actor']; readonly at: string },
): Change {
  const { unit } = context;
  const { by, onBehalfOf, reasonCode, dutyBasis, proposedUnit } = asked;
  const people = [...new Set([...asked.people, ...(actor === undefined ? [] : peopleBehind(actor))])];
  const signed = { unit: unit ?? '', by, onBehalfOf, signedBy: actor?.principal ?? null, people, at };
  const entry = { ...signed, reasonCode, dutyBasis, proposedUnit, ruling: null };
  // A return is an answer, and until the ruling it is the task force's turn.
  return {
    ...urgeAnswered({ ...context, ...withoutRequest(context) }),
    returns: [...context.returns, entry],
    request: null,
    ...heldFor('ruling', at),
  };
}

export function askedToExtend(event: EventOf<'requestExtension'>): Change {
  const { reason, progress, until } = event.data;
  const unknown = { dueAt: null, provisional: false, workingDays: 0, needsTaskForce: true, rungs: [] };
  return { request: { kind: 'extension', ...askedBy(event), reason, progress, until, ...unknown } };
}

export function askedToPark(event: EventOf<'requestParking'>): Change {
  const { kind: parking, reason, conditions, reviewOn } = event.data;
  const asked = { parking, reason, conditions, reviewOn, reviewAt: null };
  return { request: { kind: 'parking', ...askedBy(event), ...asked } };
}

/** The engine has counted what was asked for: the leader is the first to decide. */
export function assessed({ request }: Context, event: EventOf<'requestAssessed'>): Change {
  if (request === null) return {};
  const { leaderBy, taskForceBy, taskForceRungs, needsTaskForce, extension, reviewAt, leaderAsks } =
    event.data;
  const turn = leaderAsks
    ? ({ decider: 'taskForce', decideBy: taskForceBy } as const)
    : ({ decider: 'unitLeader', decideBy: leaderBy } as const);
  const first = { ...turn, taskForceBy, taskForceRungs };
  switch (request.kind) {
    case 'return':
      return { request: { ...request, ...first } };
    case 'extension':
      return { request: { ...request, ...first, needsTaskForce, ...extension } };
    case 'parking':
      return { request: { ...request, ...first, reviewAt: reviewAt ?? null } };
  }
}

/** The same where the leader is who asks: the task force is the first to decide, and the last. */
export function assessedForTaskForce(context: Context, event: EventOf<'requestAssessed'>): Change {
  return { ...assessed(context, event), rungs: armed(context, event.data.taskForceRungs) };
}

/** The leader agrees, and the task force decides next. */
export function endorsed(context: Context, { actor }: EventEnvelope): Change {
  const { request } = context;
  if (request === null) return {};
  const next = { decider: 'taskForce', decideBy: request.taskForceBy, endorsedBy: actor.principal } as const;
  return { request: { ...request, ...next }, rungs: armed(context, request.taskForceRungs) };
}

/** A request is off the table, and with it what its limit would set off. */
export function withoutRequest({ request, rungs }: Context): Pick<Context, 'request' | 'rungs'> {
  return { request: null, rungs: withoutCause(rungs, decisionCause(request?.taskForceBy ?? null)) };
}

/** A request that came to nothing. */
export function closed(
  context: Context,
  as: Answered['as'],
  { at }: EventEnvelope,
  reason: string | null = null,
): Change {
  const { request } = context;
  if (request === null) return {};
  // That one has lapsed is told by the ladder.
  const gone = as === 'lapsed' ? { request: null } : withoutRequest(context);
  return { ...gone, answered: { kind: request.kind, as, at, reason } };
}

/** The new date counts from now on; the original stays on record. */
export function extensionGranted(context: Context, event: EventEnvelope): Change {
  const { request, deadline, lapsed } = context;
  if (request?.kind !== 'extension' || request.dueAt === null || deadline === null) return {};
  const { dueAt, provisional, rungs } = request;
  return {
    ...closed(context, 'granted', event),
    dueAt,
    provisional,
    rungs: rearmed({ ...context, ...withoutRequest(context) }, context.dueAt, rungs),
    deadline: extended(deadline, { at: event.at, dueAt, cause: 'extended', provisional }, request),
    lapsed: { ...lapsed, due: null },
  };
}

/** Laid aside: the clock stands still until a condition comes true. */
export function parkingGranted(context: Context, event: EventEnvelope): Change {
  const { request, dueAt } = context;
  if (request?.kind !== 'parking' || request.reviewAt === null || dueAt === null) return {};
  const { parking: kind, reason, conditions, reviewAt, by, onBehalfOf, people } = request;
  return {
    ...closed(context, 'granted', event),
    ...urgeAnswered({ ...context, ...withoutRequest(context) }),
    parked: {
      kind,
      reason,
      conditions,
      reviewAt,
      at: event.at,
      dueAt,
      reviewedAt: null,
      by,
      onBehalfOf,
      people,
      prolonging: null,
      prolonged: [],
    },
    dueAt: null,
  };
}

/** The review date has come: the task force has so long to look at it. */
export function reviewed({ parked }: Context, { at }: EventEnvelope): Change {
  return { parked: parked && { ...parked, reviewedAt: at }, ...toDecide('parking', at) };
}

/** The due date as the engine counted it after the clock stood still. */
export function deadlineSet(context: Context, event: EventOf<'deadlineSet'>): Change {
  const { cause, dueAt, provisional, rungs, suspendedMinutes, receiptDueAt } = event.data;
  const { deadline, lapsed } = context;
  const moved = { at: event.at, dueAt, cause, provisional };
  return {
    dueAt,
    provisional,
    // The rungs of the date before are those that made way when the clock stopped.
    rungs: rearmed(
      { ...context, rungs: withoutCause(context.rungs, receiptCause(context.receiptDueAt)) },
      deadline?.history.at(-1)?.dueAt ?? null,
      rungs,
    ),
    receiptDueAt: receiptDueAt ?? context.receiptDueAt,
    receiptFrom: receiptDueAt === undefined ? context.receiptFrom : event.at,
    deadline: deadline && shifted(deadline, moved, suspendedMinutes),
    lapsed: { receipt: receiptDueAt === undefined ? lapsed.receipt : null, due: null, decision: null },
    parked: null,
    held: null,
    creditFrom: null,
    ruled: context.ruled || cause === 'upheld',
  };
}

/** The same limit on another calendar, or a corrected one. */
export function redated(
  context: Context,
  event: EventOf<'calendarChanged' | 'deadlineSet'>,
  cause: 'calendar' | 'corrected',
): Change {
  const { dueAt, provisional, rungs } = event.data;
  const { deadline, lapsed } = context;
  const moved = { at: event.at, dueAt, cause, provisional } as const;
  return {
    dueAt,
    provisional,
    ...(rungs === undefined ? {} : { rungs: rearmed(context, context.dueAt, rungs) }),
    deadline: deadline && shifted(deadline, moved),
    lapsed: { ...lapsed, due: null },
  };
}

/** A changed calendar moves the due date and the limits that run beside it. */
export function calendarChanged(context: Context, event: EventOf<'calendarChanged'>): Change {
  const { receiptDueAt, returnDueAt, decideBy, limitRungs } = event.data;
  const moved = { ...context, ...redated(context, event, 'calendar') };
  const gone = [
    ...(receiptDueAt === undefined ? [] : [receiptCause(context.receiptDueAt)]),
    ...(decideBy === undefined ? [] : [decisionCause(context.decideBy)]),
  ];
  const rungs = gone.reduce<Context['rungs']>((left, cause) => withoutCause(left, cause), moved.rungs);
  const { dueAt, provisional, deadline, lapsed } = moved;
  return {
    dueAt,
    provisional,
    deadline,
    receiptDueAt: receiptDueAt ?? context.receiptDueAt,
    returnDueAt: returnDueAt ?? context.returnDueAt,
    decideBy: decideBy ?? context.decideBy,
    rungs: armed({ ...context, rungs }, limitRungs),
    lapsed: {
      receipt: receiptDueAt === undefined ? lapsed.receipt : null,
      due: lapsed.due,
      decision: decideBy === undefined ? lapsed.decision : null,
    },
  };
}
