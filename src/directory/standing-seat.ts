import type { Seat } from './directory.ts';
import { type DirectoryIndex, spanAt } from './directory-index.ts';
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
