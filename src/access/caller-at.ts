import type { Directory } from '../directory/directory.ts';
import { indexDirectory, spanAt } from '../directory/directory-index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Caller, Principal } from './caller.ts';
import { seatPrincipal } from './principal-id.ts';
import { type StandIns, standInsAt } from './stand-ins.ts';

/** A principal with what it may speak for at a moment: its seats, and those its people stand in for. */
export function callerAt(
  principal: Principal,
  directory: Directory,
  standIns: StandIns,
  atMs: number,
): Caller {
  const { seats, tenuresOf, seatsHeldBy } = indexDirectory(directory);
  const units = principal.seats.flatMap((seat) => seats.get(seat)?.unit ?? []);
  const holders = principal.seats.flatMap((seat) => spanAt(tenuresOf.get(seat), atMs)?.person ?? []);
  const held = holders.flatMap((person) =>
    (seatsHeldBy.get(person) ?? []).filter((seat) => spanAt(tenuresOf.get(seat), atMs)?.person === person),
  );
  const stoodInFor = holders.flatMap((person) => standIns.seatsOf.get(person) ?? []);
  return {
    ...principal,
    name: nameOf(principal, holders, directory),
    units: [...new Set(units)],
    people: [...new Set(holders)],
    selves: new Set([principal.id, ...held.map(seatPrincipal)]),
    speaksFor: new Set([...principal.seats, ...stoodInFor]),
    borrowed: new Set(stoodInFor.filter((seat) => standIns.lentSeats.has(seat))),
    loans: standIns.loans,
  };
}

/** A key outlives tenures: the log names who holds the seat now, not who held it when the key was made. */
function nameOf(principal: Principal, holders: readonly string[], directory: Directory): string {
  const { people, seats } = indexDirectory(directory);
  const holder = people.get(holders[0] ?? '');
  return holder?.name ?? seats.get(principal.seats[0] ?? '')?.title ?? principal.name;
}

/** Makes callers of principals; what it worked out holds until the directory or the time of day changes it. */
export function createCallers(directory: () => Directory, clock: Clock): (principal: Principal) => Caller {
  let seen: { readonly directory: Directory; readonly standIns: StandIns } | undefined;
  let callers = new WeakMap<Principal, Caller>();

  return (principal) => {
    const now = clock();
    const current = directory();
    if (seen?.directory !== current || now >= seen.standIns.validUntil) {
      seen = { directory: current, standIns: standInsAt(current, now) };
      callers = new WeakMap();
    }
    const known = callers.get(principal);
    if (known !== undefined) return known;
    const caller = callerAt(principal, current, seen.standIns, now);
    callers.set(principal, caller);
    return caller;
  };
}
