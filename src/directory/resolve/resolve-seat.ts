import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import type { Directory, Person, Seat } from '../directory.ts';
import { type DirectoryIndex, indexDirectory, spanAt } from '../directory-index.ts';
import type { AlarmCode, Resolution, Via } from './resolution.ts';
import { explainAlarm, explainResolution } from './resolution-reason.ts';
import { deputySeatOf, hostSeatOf, standingSeat } from './standing-seat.ts';

/** A person who is at work in a seat. */
interface Answer {
  readonly seat: string;
  readonly person: Person;
}

/** What is asked about, where it matters to delegations. */
export interface Asking {
  /** Id of the task in question: a delegation may be for one task only. */
  readonly task?: string | undefined;
  /** Id of the person whose request is to be decided: nobody decides their own as a delegate. */
  readonly requestedBy?: string | undefined;
}

/**
 * Who answers for a seat at a moment (ISO instant): the person it is lent to; else its holder; else the deputy acting
 * for an absent holder; else the head of the host section; else the task force's duty seat with an alarm. Total: always
 * exactly one person, and these steps are the whole way, so nothing cascades and nothing can go in a circle.
 */
export function resolveSeat(
  directory: Directory,
  seatId: string,
  at: string,
  asking: Asking = {},
): Resolution {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const seat = standingSeat(index, seatId, moment);
  const holder = seat && heldBy(index, seat.id, moment);
  const moved = seat && seat.id !== seatId ? { movedTo: seat.id } : {};

  const delegate = holder && seat && lentTo(index, seat.id, holder, moment, asking);
  if (delegate) return resolution(index, seatId, 'delegate', delegate, holder, moved);

  const present = seat && presentIn(index, seat.id, moment);
  if (present) return resolution(index, seatId, 'holder', present, undefined, moved);

  const deputy = holder && seat && presentIn(index, deputySeatOf(index, seat), moment);
  if (deputy) return resolution(index, seatId, 'deputy', deputy, holder, moved);

  const head = seat && presentIn(index, hostSeatOf(index, seat.unit, moment), moment);
  if (head) return resolution(index, seatId, 'hostSectionHead', head, holder, moved);

  return onDuty(index, seatId, seat, holder, moment, moved);
}

/** A delegation ends with the tenure of its giver, and rests while the delegate is away. */
function lentTo(
  index: DirectoryIndex,
  seat: string,
  holder: Person,
  at: number,
  { task, requestedBy }: Asking,
): Answer | undefined {
  const lent = index.delegationsOf.get(seat)?.filter(({ from, until }) => from <= at && at < until);
  const found =
    lent?.find(({ delegation }) => delegation.task !== undefined && delegation.task === task) ??
    lent?.find(({ delegation }) => delegation.task === undefined);
  if (!found || found.delegation.by !== holder.id || found.delegation.person === requestedBy)
    return undefined;
  const person = index.people.get(found.delegation.person);
  return person && isPresent(index, person, at) ? { seat, person } : undefined;
}

function onDuty(
  index: DirectoryIndex,
  seatId: string,
  seat: Seat | undefined,
  holder: Person | undefined,
  at: number,
  moved: { movedTo?: string },
): Resolution {
  const dutySeat = index.seats.get(DUTY_SEAT);
  const officer =
    presentIn(index, DUTY_SEAT, at) ?? presentIn(index, dutySeat && deputySeatOf(index, dutySeat), at);
  const code: AlarmCode = !officer ? 'dutySeatUncovered' : seat ? 'nobodyInUnit' : 'seatUnknown';
  const answer = officer ?? lastOnDuty(index, at);
  const behalf = holder && holder !== answer.person ? holder : undefined;
  return {
    ...resolution(index, seatId, 'dutySeat', answer, behalf, moved),
    alarm: { code, ...explainAlarm(index, code, seatId, answer.person) },
  };
}

/** No one is on duty: the holder of the duty seat, or its last one, still answers. */
function lastOnDuty(index: DirectoryIndex, at: number): Answer {
  const spans = index.tenuresOf.get(DUTY_SEAT) ?? [];
  const span = spans.findLast(({ from }) => from <= at) ?? spans[0];
  const person = span && index.people.get(span.person);
  if (!person) {
    throw new Error(
      `The duty seat ${DUTY_SEAT} names the person "${span?.person}", who is not in the directory.`,
    );
  }
  return { seat: DUTY_SEAT, person };
}

function heldBy(index: DirectoryIndex, seat: string, at: number): Person | undefined {
  const span = spanAt(index.tenuresOf.get(seat), at);
  return span && index.people.get(span.person);
}

function presentIn(index: DirectoryIndex, seat: string | undefined, at: number): Answer | undefined {
  const person = seat === undefined ? undefined : heldBy(index, seat, at);
  return seat !== undefined && person && isPresent(index, person, at) ? { seat, person } : undefined;
}

function isPresent(index: DirectoryIndex, person: Person, at: number): boolean {
  return spanAt(index.absencesOf.get(person.id), at) === undefined;
}

function resolution(
  index: DirectoryIndex,
  seatId: string,
  via: Via,
  answer: Answer,
  holder: Person | undefined,
  moved: { movedTo?: string },
): Resolution {
  return {
    seat: seatId,
    answeringSeat: answer.seat,
    person: answer.person,
    via,
    ...(holder && { onBehalfOf: holder }),
    ...moved,
    reason: explainResolution(index, { seatId, via, answer, holder, movedTo: moved.movedTo }),
  };
}
