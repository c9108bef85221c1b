import { assertEvent } from 'xstate';
import { peopleBehind } from '../../src/engine/definition/define.ts';
import { countyDayOf } from '../../src/vocabulary/county-day.ts';
import { isTaskForceSeat, leaderSeatOf } from '../../src/vocabulary/seats.ts';
import { isOpen } from '../children.ts';
import { mayUrge } from '../urges.ts';
import type { ReformTaskContext } from './context.ts';
import { correctGuards } from './correction/correct-guards.ts';
import type { ReformTaskEvent } from './events/events.ts';
import { actsAsOfficer, mayPassOn } from './officers.ts';
import { REVIEW } from './requests/parked.ts';

interface Asked {
  readonly context: ReformTaskContext;
  readonly event: ReformTaskEvent;
}

const MOST_SECTIONS = 100;

/** The guards of the machine; those about data ask the data of the one event they are written at. */
export const guards = {
  ...correctGuards,

  urgeDue: ({ context: { urges }, event }: Asked) => mayUrge(urges, event.at),

  mayReturn: ({ context }: Asked) =>
    !context.ruled && context.returns.every(({ unit }) => unit !== context.unit),

  returnInTime: ({ context: { returnDueAt }, event }: Asked) =>
    returnDueAt === null || event.at <= returnDueAt,

  signedByLeader: ({ context: { unit }, event: { actor } }: Asked) =>
    unit !== null && actor.seat === leaderSeatOf(unit),

  wasReceived: ({ context }: Asked) => context.received,

  beforeDue: ({ context: { dueAt }, event }: Asked) => dueAt !== null && event.at < dueAt,

  laterThanDue: ({ context: { dueAt }, event }: Asked) => {
    assertEvent(event, 'requestExtension');
    return dueAt !== null && event.data.until > countyDayOf(dueAt);
  },

  reviewAhead: ({ event }: Asked) => {
    assertEvent(event, ['requestParking', 'prolong']);
    return event.data.reviewOn > countyDayOf(event.at);
  },

  leaderSuffices: ({ context: { request } }: Asked) =>
    request?.kind === 'extension' && !request.needsTaskForce,

  deciderIsNotRequester: ({ context, event: { actor } }: Asked) => {
    // A return that was signed waits for its ruling; anything else waits as the request itself.
    const { request, returns } = context;
    return !isOwn(request ?? returns.at(-1), actor);
  },

  notTaken: ({ context }: Asked) => context.officer === null,

  isTaken: ({ context }: Asked) => context.officer !== null,

  byOfficer: ({ event: { actor } }: Asked) => actsAsOfficer(actor),

  mayPassOn: ({ context, event: { actor } }: Asked) => mayPassOn(context, actor),

  toAnotherOfficer: ({ context: { officer }, event }: Asked) => {
    assertEvent(event, 'handOn');
    return event.data.seat !== officer && isTaskForceSeat(event.data.seat);
  },

  forThisRequest: ({ context: { request }, event }: Asked) => {
    assertEvent(event, ['requestAssessed', 'requestRefused']);
    return event.data.request === request?.id;
  },

  leaderAsks: ({ event }: Asked) => {
    assertEvent(event, 'requestAssessed');
    return event.data.leaderAsks;
  },

  forThisTransfer: ({ context: { transfer }, event }: Asked) => {
    assertEvent(event, ['transferred', 'transferFailed']);
    return event.data.transfer === transfer?.id;
  },

  forThisDecision: ({ context: { deciding }, event }: Asked) => {
    assertEvent(event, 'decisionLimitSet');
    const { from } = event.data;
    return from === undefined || from === deciding?.from;
  },

  reviewLate: ({ context: { decideBy }, event }: Asked) => decideBy !== null && event.at > decideBy,

  reviewCame: ({ context: { parked }, event }: Asked) =>
    parked !== null && (parked.reviewedAt !== null || event.at >= parked.reviewAt),

  prolongationSettled: ({ context: { parked } }: Asked) => (parked?.prolonging ?? null) === null,

  parkedByOthers: ({ context: { parked }, event: { actor } }: Asked) => !isOwn(parked, actor),

  forThisProlongation: ({ context: { parked }, event }: Asked) => {
    assertEvent(event, ['parkingProlonged', 'prolongationRefused']);
    return event.data.prolongation === parked?.prolonging?.id;
  },

  conditionKnown: ({ context: { parked }, event }: Asked) => {
    assertEvent(event, 'resume');
    const { condition } = event.data;
    if (condition === REVIEW) return (parked?.reviewedAt ?? null) !== null;
    return parked?.conditions.some(({ id }) => id === condition) ?? false;
  },

  // Its answer is taken only where it was asked for: what leads elsewhere would leave it without one.
  transferSettled: ({ context: { transfer } }: Asked) => transfer === null,

  transferElsewhere: ({ context: { unit }, event }: Asked) => {
    assertEvent(event, 'transfer');
    return event.data.unit !== unit;
  },

  sectionsClosed: ({ context }: Asked) => !context.sections.some(isOpen),

  reviewerIsNotDoer: ({ context: { claim }, event: { actor } }: Asked) => !isOwn(claim, actor),

  evidenceComplete: ({ context, event }: Asked) => {
    assertEvent(event, 'claimDone');
    const { evidence } = event.data;
    return (
      evidence.length === context.criteria.length &&
      context.criteria.every(({ id }) => evidence.some(({ criterion }) => criterion === id))
    );
  },

  itemsKnown: ({ context, event }: Asked) => {
    assertEvent(event, 'sendBack');
    return event.data.items.every(
      ({ criterion }) => criterion === undefined || context.criteria.some(({ id }) => id === criterion),
    );
  },

  // Whose the section is, is asked at the door: a unit that took over from another has sections of its own.
  seatsOfSections: ({ event }: Asked) => {
    assertEvent(event, 'subDispatch');
    return event.data.sections.every(
      ({ section, seat }) => seat === undefined || seat.startsWith(`${section}/`),
    );
  },

  sectionsFit: ({ context, event }: Asked) => {
    assertEvent(event, 'subDispatch');
    return context.sections.length + event.data.sections.length <= MOST_SECTIONS;
  },

  someSectionOpen: ({ context }: Asked) => context.sections.some(isOpen),

  sectionOpen: ({ context, event }: Asked) => {
    assertEvent(event, 'waiveSection');
    const { child } = event.data;
    return context.sections.some((section) => section.child === child && isOpen(section));
  },
};

/** What a person asked for, signed or claimed. */
interface Asking {
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly signedBy?: string | null;
  readonly people: readonly string[];
}

/**
 * Whether an actor, or the one they act for, is among those who asked: by person, through whatever seat. Where one side
 * did not keep its people, by the seats whose keys were used.
 */
function isOwn(asked: Asking | null | undefined, actor: ReformTaskEvent['actor']): boolean {
  if (!asked) return false;
  const deciders = peopleBehind(actor);
  if (asked.people.length > 0 && deciders.length > 0) {
    return deciders.some((person) => asked.people.includes(person));
  }
  const askers = [asked.by, asked.onBehalfOf, asked.signedBy];
  return [actor.principal, actor.onBehalfOf].some((one) => one !== undefined && askers.includes(one));
}
