import type { Absence, Directory, Tenure } from '../directory.ts';
import type { OperationOf } from './change.ts';
import { type ChangeTime, effectiveFrom, endOf, instantOf } from './change-moment.ts';
import { personOf, seatOf, tenureAt, unitOf } from './lookup.ts';
import { refuse } from './refusal.ts';

export function addPerson(directory: Directory, operation: OperationOf<'addPerson'>): Directory {
  const { person: id, name, qualifications } = operation;
  const known = directory.people.find((person) => person.id === id);
  if (known)
    refuse('exists', id, `人员编号 ${id} 已是${known.name}的`, `The person ${known.name} has the id (${id})`);
  return { ...directory, people: [...directory.people, { id, name, qualifications }] };
}

export function changePerson(directory: Directory, operation: OperationOf<'changePerson'>): Directory {
  const person = personOf(directory, operation.person);
  const { name = person.name, qualifications = person.qualifications } = operation;
  const changed = { ...person, name, qualifications };
  return { ...directory, people: directory.people.map((other) => (other === person ? changed : other)) };
}

/** Gives a seat to a person; the tenure of its holder then ends at that moment. */
export function appoint(
  directory: Directory,
  operation: OperationOf<'appoint'>,
  time: ChangeTime,
): Directory {
  const seat = seatOf(directory, operation.seat);
  const { id: person } = personOf(directory, operation.person);
  if (seat.until !== undefined) {
    refuse(
      'seatUnknown',
      seat.id,
      `岗位${seat.id}已撤销`,
      `The seat ${seat.id} was given up on ${seat.until}`,
    );
  }
  const from = effectiveFrom(operation.from, time);
  unitOf(directory, seat.unit, from);
  const until = endOfTenure(directory, operation, from, time);
  const holder = tenureAt(directory, seat.id, from);
  if (holder?.person === person) {
    refuse(
      'nothingChanges',
      seat.id,
      `${person}自${holder.from}起已任${seat.id}`,
      `${person} holds ${seat.id} since ${holder.from} already`,
    );
  }
  const others = directory.tenures.flatMap((tenure) => (tenure === holder ? cut(tenure, from) : [tenure]));
  const next: Tenure = { seat: seat.id, person, from, ...(until !== undefined && { until }) };
  return { ...directory, tenures: [...others, next] };
}

/** As asked for; a tenure that is recorded afterwards ends where the next one begins. */
function endOfTenure(
  { tenures }: Directory,
  { seat: id, until }: OperationOf<'appoint'>,
  from: string,
  { now }: ChangeTime,
): string | undefined {
  if (until !== undefined) return endOf(until);
  if (from >= now) return undefined;
  const later = tenures.filter(({ seat, from: begins }) => seat === id && begins > from);
  return later.map(({ from: begins }) => begins).toSorted()[0];
}

/** Ends the tenure of a seat's holder; it is vacant from then on. */
export function vacate(
  directory: Directory,
  { seat: id, at }: OperationOf<'vacate'>,
  time: ChangeTime,
): Directory {
  const seat = seatOf(directory, id);
  const until = effectiveFrom(at, time);
  const holder = tenureAt(directory, seat.id, until);
  if (!holder)
    return refuse('seatVacant', id, `岗位${id}届时无人任职`, `Nobody holds the seat ${id} at ${until}`);
  return {
    ...directory,
    tenures: directory.tenures.flatMap((tenure) => (tenure === holder ? cut(tenure, until) : [tenure])),
  };
}

/** Ends, at an instant, everybody's tenure of some seats and what was lent of them; what was planned later is dropped. */
export function endTenures(directory: Directory, seats: ReadonlySet<string>, at: string): Directory {
  return {
    ...directory,
    tenures: directory.tenures.flatMap((tenure) => (seats.has(tenure.seat) ? cut(tenure, at) : [tenure])),
    delegations: (directory.delegations ?? []).flatMap((delegation) =>
      seats.has(delegation.seat) ? cut(delegation, at) : [delegation],
    ),
  };
}

export function addAbsence(
  directory: Directory,
  operation: OperationOf<'addAbsence'>,
  time: ChangeTime,
): Directory {
  const { id: person } = personOf(directory, operation.person);
  const absence: Absence = {
    person,
    from: effectiveFrom(operation.from, time),
    until: endOf(operation.until),
    reason: operation.reason,
  };
  const known = directory.absences.find(
    (other) => other.person === person && other.from <= absence.from && absence.until <= other.until,
  );
  if (known !== undefined) {
    refuse(
      'twoAbsences',
      person,
      `${person}自${known.from}至${known.until}已请假（${known.reason}）`,
      `${person} is away from ${known.from} to ${known.until} already (${known.reason})`,
    );
  }
  return { ...directory, absences: [...directory.absences, absence] };
}

/** Ends an absence early; one that has not begun goes away when it would end before it begins. */
export function endAbsence(
  directory: Directory,
  operation: OperationOf<'endAbsence'>,
  time: ChangeTime,
): Directory {
  const { person } = operation;
  const from = instantOf(operation.from);
  const absence = directory.absences.find((other) => other.person === person && other.from === from);
  if (!absence) {
    return refuse(
      'absenceUnknown',
      from,
      `${person}没有自${from}起的请假`,
      `${person} has no absence from ${from} on`,
    );
  }
  const until = effectiveFrom(operation.until, time);
  if (until === absence.until) {
    refuse('nothingChanges', until, `该请假本来就到${until}为止`, `The absence ends at ${until} already`);
  }
  if (until > absence.until) {
    refuse(
      'periodEmpty',
      until,
      `${until}晚于原定的${absence.until}，延长请另行请假`,
      `${until} is after the end ${absence.until}, expected an earlier one: add an absence to prolong it`,
    );
  }
  return {
    ...directory,
    absences: directory.absences.flatMap((other) => (other === absence ? cut(other, until) : [other])),
  };
}

/** A period ended at an instant; nothing of it where it would begin only then. */
export function cut<P extends { readonly from: string; readonly until?: string | undefined }>(
  period: P,
  at: string,
): readonly P[] {
  if (period.until !== undefined && period.until <= at) return [period];
  return period.from < at ? [{ ...period, until: at }] : [];
}
