import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import type { Directory } from '../directory.ts';
import { type DirectoryIndex, indexDirectory } from '../directory-index.ts';
import { resolveSeat } from './resolve-seat.ts';

/**
 * The seats a person answers for at a moment (ISO instant), by whatever rule: their own while they are there, those they
 * act for, those lent to them, those of abolished units. The inverse of `resolveSeat`, for inboxes and permissions;
 * seats lent for a single task are not among them, as the task itself must be asked about.
 */
export function seatsAnsweredBy(directory: Directory, personId: string, at: string): readonly string[] {
  const index = indexDirectory(directory);
  return [...seatsInReach(index, personId)].filter(
    (seat) => resolveSeat(directory, seat, at).person.id === personId,
  );
}

/** Every seat that could possibly fall to the person: few for most, all for the officers on duty. */
function seatsInReach(index: DirectoryIndex, personId: string): Iterable<string> {
  const held = (index.seatsHeldBy.get(personId) ?? []).flatMap((id) => index.seats.get(id) ?? []);
  const duty = index.seats.get(DUTY_SEAT);
  if (held.some(({ unit, kind }) => unit === duty?.unit && kind === duty.kind)) return index.seats.keys();

  const units = new Set(held.map(({ unit }) => unit));
  for (const { seat } of index.delegationsTo.get(personId) ?? []) {
    const unit = index.seats.get(seat)?.unit;
    if (unit !== undefined) units.add(unit);
  }
  // Adding to a set while walking it visits what was added: the predecessors' predecessors too.
  for (const unit of units) for (const { code } of index.predecessorsOf.get(unit) ?? []) units.add(code);
  return [...units].flatMap((unit) => (index.seatsOf.get(unit) ?? []).map(({ id }) => id));
}
