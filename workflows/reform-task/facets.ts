import type { Facets } from '../../src/engine/definition/define.ts';
import type { ClockParty } from '../../src/vocabulary/clock-party.ts';
import { leaderSeatOf } from '../../src/vocabulary/seats.ts';
import { isOpen } from '../children.ts';
import type { ReformTaskContext } from './context.ts';
import { taskForceSeat } from './officers.ts';

/**
 * The owner is the unit's commissioner from dispatch on, also while a request is decided, a claim reviewed, a return
 * awaits its ruling or a passed task awaits 销号: the one who has to act next then has it in their queue by `attention`, but
 * the matter itself still has the one person who answers for it. Before dispatch the date that counts is the task
 * force's own.
 */
export function facets(of: ReformTaskContext, state: string): Facets {
  return {
    owner: of.seat ?? taskForceSeat(of),
    attention: attentionOf(of, state),
    unit: of.unit,
    title: of.matter.title,
    category: of.matter.category ?? null,
    urgency: of.matter.urgency,
    dueAt: of.unit === null ? of.decideBy : of.dueAt,
    clock: clockOf(of, state),
  };
}

/** Who has to act next, where that is not the owner. */
function attentionOf(of: ReformTaskContext, state: string): string | null {
  const { unit, parked } = of;
  switch (state) {
    case 'open.returning.atLeader':
    case 'open.working.extending.atLeader':
    case 'open.working.parking.atLeader':
      return unit && leaderSeatOf(unit);
    case 'open.working.extending.atTaskForce':
    case 'open.working.parking.atTaskForce':
    case 'open.returned':
    case 'open.ruling':
    case 'open.claimed':
    case 'passed':
      return taskForceSeat(of);
    case 'parked':
      return parked?.reviewedAt ? taskForceSeat(of) : null;
    default:
      return null;
  }
}

/**
 * Whose time it is: routing, rulings, review and 销号 are the task force's; work, also while a request is decided, is the
 * section's while one is open; a parked task's belongs to no one in the county.
 */
function clockOf({ sections, parked }: ReformTaskContext, state: string): ClockParty | null {
  switch (state) {
    case 'open.dispatched':
      return 'receipt';
    case 'open.returning.assessing':
    case 'open.returning.atLeader':
      return 'commissioner';
    case 'parked':
    case 'resuming':
      return parked?.kind ?? 'taskForce';
    case 'struckOff':
    case 'withdrawn':
      return null;
    default:
      if (!state.startsWith('open.working')) return 'taskForce';
      return sections.some(isOpen) ? 'section' : 'commissioner';
  }
}
