import type { Directory } from '../directory/directory.ts';
import { indexDirectory } from '../directory/directory-index.ts';
import { holdsSince, seatsHeldBy } from '../directory/resolve/seat-holder.ts';
import { isOfficerSeat } from '../directory/task-force.ts';
import type { Clock } from '../platform/clock.ts';
import { DUTY_SEAT } from '../vocabulary/seats.ts';
import type { Caller, Credential, KeyHolder } from './caller.ts';
import { seatPrincipal } from './keys/principal-id.ts';
import { type StandIns, standInsAt } from './relations/stand-ins.ts';

/** A key as it is presented: whose it is, and since when. */
export interface PresentedKey {
  readonly holder: KeyHolder;
  readonly credential: Credential;
}

/**
 * Whom a key stands for at a moment, with what they may speak for: the person's seats, and those they stand in for.
 * Undefined where the person to whom it was given has left the seat since, or nobody was given it: it stands for nobody.
 */
export function callerAt(
  { holder, credential }: PresentedKey,
  directory: Directory,
  standIns: StandIns,
  atMs: number,
): Caller | undefined {
  const { person } = holder;
  const sinceMs = Date.parse(credential.boundAt);
  const kept = holder.seats.filter(
    (seat) => person !== undefined && holdsSince(directory, { seat, person, sinceMs }, atMs),
  );
  if (kept.length < holder.seats.length || (person === undefined && holder.role !== 'machine')) {
    return undefined;
  }
  const { seats, people } = indexDirectory(directory);
  const units = kept.flatMap((seat) => seats.get(seat)?.unit ?? []);
  const held = person === undefined ? [] : seatsHeldBy(directory, person, atMs);
  const stoodInFor = person === undefined ? [] : (standIns.seatsOf.get(person) ?? []);
  const answered = [...kept, ...stoodInFor];
  return {
    ...holder,
    credential,
    name: people.get(person ?? '')?.name ?? holder.name,
    units: [...new Set(units)],
    selves: new Set([holder.id, ...held.map(seatPrincipal)]),
    speaksFor: new Set([...answered, ...queueSharedBy(answered, directory)]),
    borrowed: new Set(stoodInFor.filter((seat) => standIns.lentSeats.has(seat))),
    loans: standIns.loans,
  };
}

/** The officers of the task force share the queue of its duty seat, although one of them answers for it. */
function queueSharedBy(seats: readonly string[], directory: Directory): readonly string[] {
  return seats.some((seat) => isOfficerSeat(directory, seat)) ? [DUTY_SEAT] : [];
}

/** Makes callers of keys; what it worked out holds until the directory or the time of day changes it. */
export function createCallers(
  directory: () => Directory,
  clock: Clock,
): (key: PresentedKey) => Caller | undefined {
  let seen: { readonly directory: Directory; readonly standIns: StandIns } | undefined;
  let callers = new WeakMap<PresentedKey, { readonly caller: Caller | undefined }>();

  return (key) => {
    const now = clock();
    const current = directory();
    if (seen?.directory !== current || now >= seen.standIns.validUntil) {
      seen = { directory: current, standIns: standInsAt(current, now) };
      callers = new WeakMap();
    }
    const known = callers.get(key);
    if (known !== undefined) return known.caller;
    const caller = callerAt(key, current, seen.standIns, now);
    callers.set(key, { caller });
    return caller;
  };
}
