import type { Directory } from '../directory/directory.ts';
import { resolveSeat } from '../directory/resolve/resolve-seat.ts';
import { isOfficerSeat } from '../directory/task-force.ts';
import type { Actor } from '../engine/definition/define.ts';
import { commissionerSeatOf, leaderSeatOf } from '../vocabulary/seats.ts';
import type { Caller } from './caller.ts';
import { seatPrincipal } from './keys/principal-id.ts';
import type { Relation } from './relations/relation.ts';
import { relationsOf, type TaskView } from './relations/relations.ts';

/** The caller as the log names it, where no seat is stood in for. */
export function actorOf({ id, name, seats, person }: Caller): Actor {
  const [seat] = seats;
  return seat === undefined ? { principal: id, name } : { principal: id, person, name, seat };
}

/** Who signs a change of the directory: the person behind the key, or the machine. */
export function signatoryOf({ person, id }: Caller): string {
  return person ?? id;
}

/** True where the caller may be acting for others, so that whose task it is decides for whom. */
export function standsIn({ seats, speaksFor, loans }: Caller): boolean {
  return speaksFor.size > seats.length || loans.size > 0;
}

/**
 * The caller acting through a seat on a task: through its own seat, or for the seat's holder, whom the log names beside
 * the actor; who holds the seat and came with the key of another one acts through the seat itself.
 */
export function actorOn(
  caller: Caller,
  through: string,
  directory: Directory,
  at: string,
  task?: string,
): Actor {
  const { id: principal, name, seats, person } = caller;
  if (seats.includes(through)) return { principal, person, name, seat: through };
  if (!caller.speaksFor.has(through) && !caller.loans.has(task ?? '')) return actorOf(caller);
  const answer = resolveSeat(directory, through, at, { task });
  if (answer.person.id !== person) return actorOf(caller);
  if (answer.via === 'holder') return { principal, person, name, seat: through };
  const { answeringSeat, onBehalfOf } = answer;
  const seat = seats.includes(answeringSeat) ? answeringSeat : (seats[0] ?? answeringSeat);
  const actor = { principal, person, name, seat, onBehalfOf: seatPrincipal(through) };
  return onBehalfOf === undefined ? actor : { ...actor, forPerson: onBehalfOf.id };
}

/** Says who acts where an event may be sent by some relations: a person who stands in for several seats acts for one of them. */
export type ActorBy = (by: readonly string[]) => Actor;

/** The caller acting on a task, by the relations that may send what is sent: the first that the caller has decides through which seat. */
export function actorsOn(caller: Caller, task: TaskView, directory: Directory, at: string): ActorBy {
  if (!standsIn(caller)) {
    const actor = actorOf(caller);
    return () => actor;
  }
  const relations = relationsOf(caller, task);
  return (by) => {
    const relation = relations.find((one) => by.includes(one));
    const through = relation && seatOf(relation, caller, task, directory, at);
    return through === undefined ? actorOf(caller) : actorOn(caller, through, directory, at, task.id);
  };
}

/** The seat through which a relation to a task is had; undefined where it is the caller's own. */
function seatOf(
  relation: Relation,
  caller: Caller,
  { owner, unit }: TaskView,
  directory: Directory,
  at: string,
): string | undefined {
  switch (relation) {
    case 'accountable':
    case 'sectionStaff':
      return owner;
    case 'unitLeader':
      return unit === null ? undefined : leaderSeatOf(unit);
    case 'unitCommissioner':
      return unit === null ? undefined : commissionerSeatOf(unit);
    case 'taskForce':
      return officerSeatOf(caller, directory, at);
    case 'supervisor':
    case 'auditor':
    case 'submitter':
      return undefined;
  }
}

/** The seat that makes the caller an officer of the task force: their own before one that they stand in for. */
function officerSeatOf({ seats, speaksFor, person }: Caller, directory: Directory, at: string) {
  const own = seats.find((seat) => isOfficerSeat(directory, seat));
  const others = [...speaksFor].filter((seat) => isOfficerSeat(directory, seat));
  return own ?? others.find((seat) => resolveSeat(directory, seat, at).person.id === person);
}
