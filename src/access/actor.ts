import type { Directory } from '../directory/directory.ts';
import { resolveSeat } from '../directory/resolve-seat.ts';
import type { Actor } from '../engine/define.ts';
import type { Caller } from './caller.ts';
import { seatPrincipal } from './principal-id.ts';

/** The caller as the log names it, where no seat is stood in for. */
export function actorOf({ id, name, seats }: Caller): Actor {
  const [seat] = seats;
  return seat === undefined ? { principal: id, name } : { principal: id, name, seat };
}

/** Who signs a change of the directory: the person behind the key; where nobody holds its seat, the principal. */
export function signatoryOf({ people: [person], id }: Caller): string {
  return person ?? id;
}

/** True where the caller may be acting for others, so that whose task it is decides for whom. */
export function standsIn({ seats, speaksFor, loans }: Caller): boolean {
  return speaksFor.size > seats.length || loans.size > 0;
}

/**
 * The caller acting on a task of a seat: through its own seat, or for the seat's holder, whom the log names beside the
 * actor; whoever holds the seat and came with the key of another one acts through the seat itself.
 */
export function actorOn(
  caller: Caller,
  owner: string,
  directory: Directory,
  at: string,
  task?: string,
): Actor {
  const { id: principal, name, seats, people } = caller;
  if (seats.includes(owner)) return { principal, name, seat: owner };
  if (!caller.speaksFor.has(owner) && !caller.loans.has(task ?? '')) return actorOf(caller);
  const { answeringSeat, person, via } = resolveSeat(directory, owner, at, { task });
  if (!people.includes(person.id)) return actorOf(caller);
  if (via === 'holder') return { principal, name, seat: owner };
  const seat = seats.includes(answeringSeat) ? answeringSeat : (seats[0] ?? answeringSeat);
  return { principal, name, seat, onBehalfOf: seatPrincipal(owner) };
}
