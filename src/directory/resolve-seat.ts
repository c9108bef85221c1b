import type { Directory, Person, Seat } from './directory.ts';
import { DUTY_SEAT } from './directory.ts';
import { type DirectoryIndex, indexDirectory, spanAt } from './directory-index.ts';
import { standingUnit } from './find-unit.ts';
import type { AlarmCode, Resolution, Via } from './resolution.ts';
import { explainAlarm, explainResolution } from './resolution-reason.ts';

/** A person who is at work in a seat. */
interface Answer {
  readonly seat: string;
  readonly person: Person;
}

/**
 * Who answers for a seat at a moment (ISO instant): its holder; else the deputy acting for an absent holder; else the
 * head of the host section; else the task force's duty seat with an alarm. Total: always exactly one person, and the
 * four steps are the whole way, so nothing cascades and nothing can go in a circle.
 */
export function resolveSeat(directory: Directory, seatId: string, at: string): Resolution {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const seat = standingSeat(index, seatId, moment);
  const holder = seat && heldBy(index, seat.id, moment);
  const present = seat && presentIn(index, seat.id, moment);
  const moved = seat && seat.id !== seatId ? { movedTo: seat.id } : {};

  if (present) return resolution(index, seatId, 'holder', present, undefined, moved);

  const deputy = holder && seat && presentIn(index, deputySeatOf(index, seat), moment);
  if (deputy) return resolution(index, seatId, 'deputy', deputy, holder, moved);

  const head = seat && presentIn(index, index.hostSeatOf.get(seat.unit), moment);
  if (head) return resolution(index, seatId, 'hostSectionHead', head, holder, moved);

  return onDuty(index, seatId, seat, holder, moment, moved);
}

/** The seat itself, or its counterpart in the unit that took over an abolished one. */
function standingSeat(index: DirectoryIndex, seatId: string, at: number): Seat | undefined {
  const seat = index.seats.get(seatId);
  const unit = seat && index.units.get(seat.unit);
  if (!seat || !unit) return undefined;
  const standing = standingUnit(index, unit, at);
  if (!standing || standing.unit.code === seat.unit) return seat;
  const counterparts = index.seatsOf.get(standing.unit.code) ?? [];
  return (
    counterparts.find(
      ({ kind, role }) => kind === seat.kind && role === seat.role && kind !== 'sectionHead',
    ) ??
    counterparts.find(({ kind, role }) => (kind === 'commissioner' || kind === 'dutyOfficer') && role === 'A')
  );
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
    alarm: { code, ...explainAlarm(code, seatId, answer.person) },
  };
}

/** Nobody is on duty: whoever holds the duty seat, or held it last, is still the one who answers. */
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

function deputySeatOf(index: DirectoryIndex, seat: Seat): string | undefined {
  if (seat.role !== 'A') return undefined;
  return index.seatsOf.get(seat.unit)?.find(({ kind, role }) => role === 'B' && kind === seat.kind)?.id;
}

function heldBy(index: DirectoryIndex, seat: string, at: number): Person | undefined {
  const span = spanAt(index.tenuresOf.get(seat), at);
  return span && index.people.get(span.person);
}

function presentIn(index: DirectoryIndex, seat: string | undefined, at: number): Answer | undefined {
  const person = seat === undefined ? undefined : heldBy(index, seat, at);
  if (seat === undefined || !person || spanAt(index.absencesOf.get(person.id), at)) return undefined;
  return { seat, person };
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
