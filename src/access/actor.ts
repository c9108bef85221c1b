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
export function standsIn({ seats, speaksFor }: Caller): boolean {
  return speaksFor.size > seats.length;
}

/** The caller acting on a task of a seat: through its own seat, or through the one it stands in by, for the holder. */
export function actorOn(caller: Caller, owner: string, directory: Directory, at: string): Actor {
  const { id: principal, name, seats, speaksFor } = caller;
  if (seats.includes(owner)) return { principal, name, seat: owner };
  if (!speaksFor.has(owner)) return actorOf(caller);
  const { answeringSeat } = resolveSeat(directory, owner, at);
  const seat = seats.includes(answeringSeat) ? answeringSeat : (seats[0] ?? answeringSeat);
  return { principal, name, seat, onBehalfOf: seatPrincipal(owner) };
}
