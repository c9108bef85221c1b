import type { Directory, Seat } from '../directory.ts';
import { type DirectoryIndex, indexDirectory, spanAt } from '../directory-index.ts';
import { standingUnit } from './find-unit.ts';

/** The seat itself, or its counterpart in the unit that took over an abolished one; undefined when it is unknown. */
export function standingSeat(index: DirectoryIndex, seatId: string, at: number): Seat | undefined {
  const seat = index.seats.get(seatId);
  const unit = seat && index.units.get(seat.unit);
  if (!seat || !unit) return undefined;
  const standing = standingUnit(index, unit, at);
  if (!standing || standing.unit.code === seat.unit) return seat;
  return counterpart(index, seat, standing.unit.code);
}

/** The seats whose tasks are a seat's at an instant (ISO): its own, and those of abolished units that it took over. */
export function seatsTakenOverBy(directory: Directory, seatId: string, at: string): readonly string[] {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const units = new Set([index.seats.get(seatId)?.unit ?? '']);
  // Adding to a set while walking it visits what was added: the predecessors' predecessors too.
  for (const unit of units) for (const { code } of index.predecessorsOf.get(unit) ?? []) units.add(code);
  const seats = [...units].flatMap((unit) => (index.seatsOf.get(unit) ?? []).map(({ id }) => id));
  return seats.filter((id) => id === seatId || standingSeat(index, id, moment)?.id === seatId);
}

/** The seat that has a seat's tasks at an instant (ISO): itself, or its counterpart in the unit that took over. */
export function seatStandingFor(directory: Directory, seatId: string, at: string): string {
  return standingSeat(indexDirectory(directory), seatId, Date.parse(at))?.id ?? seatId;
}

/** What was the leader's goes to the leader; what was a section's goes to the commissioner, who sends it on. */
function counterpart(index: DirectoryIndex, seat: Seat, unit: string): Seat | undefined {
  const seats = index.seatsOf.get(unit) ?? [];
  return (
    seats.find(({ kind, role }) => kind === seat.kind && role === seat.role && kind !== 'sectionHead') ??
    seats.find(({ kind, role }) => (kind === 'commissioner' || kind === 'dutyOfficer') && role === 'A')
  );
}

/** The seat whose holder acts for an absent holder of this one (B角 for A角). */
export function deputySeatOf(index: DirectoryIndex, seat: Seat): string | undefined {
  if (seat.role !== 'A') return undefined;
  return index.seatsOf.get(seat.unit)?.find(({ kind, role }) => role === 'B' && kind === seat.kind)?.id;
}

/** The seat of the head of the section that is host of a unit at a moment. */
export function hostSeatOf(index: DirectoryIndex, unit: string, at: number): string | undefined {
  return spanAt(index.hostsOf.get(unit), at)?.seat;
}

/** Whether a section or seat is there at a moment: between its beginning (inclusive) and end (exclusive), where it has them. */
export function isThere(
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
  moment: number,
): boolean {
  return (
    (from === undefined || Date.parse(from) <= moment) && (until === undefined || moment < Date.parse(until))
  );
}
