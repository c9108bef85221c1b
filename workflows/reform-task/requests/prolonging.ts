import type { ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';

type Context = ReformTaskContext;
type Change = Partial<Context>;

/** A review has decided on it; the engine counts it next. */
export function prolonging({ parked }: Context, event: EventOf<'prolong'>): Change {
  const { reviewOn, reason } = event.data;
  const asked = { id: event.id, by: event.actor.principal, reviewOn, reason };
  return { parked: parked && { ...parked, prolonging: asked } };
}

/** The engine has counted it: parked until the next review. */
export function prolonged({ parked }: Context, event: EventOf<'parkingProlonged'>): Change {
  if (!parked?.prolonging) return {};
  const { by, reason } = parked.prolonging;
  const { reviewAt } = event.data;
  const entry = { at: event.at, by, before: parked.reviewAt, reviewAt, reason };
  return {
    parked: {
      ...parked,
      reviewAt,
      reviewedAt: null,
      prolonging: null,
      prolonged: [...parked.prolonged, entry],
    },
  };
}

/** The review is where it was. */
export function prolongationRefused({ parked }: Context): Change {
  return { parked: parked && { ...parked, prolonging: null } };
}
