import type { Directory } from '../directory.ts';
import { type DirectoryIndex, indexDirectory, spanAt, spanOf } from '../directory-index.ts';

/** The person who holds a seat at an instant (epoch milliseconds); nobody holds one that was given up or abolished. */
export function holderOf(directory: Directory, seat: string, atMs: number): string | undefined {
  const index = indexDirectory(directory);
  return exists(index, seat, atMs) ? spanAt(index.tenuresOf.get(seat), atMs)?.person : undefined;
}

/** The seats that a person holds at an instant (epoch milliseconds). */
export function seatsHeldBy(directory: Directory, person: string, atMs: number): readonly string[] {
  const seats = indexDirectory(directory).seatsHeldBy.get(person) ?? [];
  return seats.filter((seat) => holderOf(directory, seat, atMs) === person);
}

/**
 * Whether a person holds a seat now and has not left it since an instant (both epoch milliseconds): what was given to
 * them for the seat then is still theirs. Who leaves and comes back is given it anew.
 */
export function holdsSince(
  directory: Directory,
  { seat, person, sinceMs }: { readonly seat: string; readonly person: string; readonly sinceMs: number },
  nowMs: number,
): boolean {
  if (holderOf(directory, seat, nowMs) !== person) return false;
  const spans = indexDirectory(directory).tenuresOf.get(seat) ?? [];
  return !spans.some(
    ({ person: who, until }) =>
      who === person && sinceMs <= until && until <= nowMs && spanAt(spans, until)?.person !== person,
  );
}

function exists({ seats, unitSpans }: DirectoryIndex, id: string, atMs: number): boolean {
  const seat = seats.get(id);
  const unit = seat && unitSpans.get(seat.unit);
  if (seat === undefined || unit === undefined || atMs >= unit.until) return false;
  return seat.until === undefined || atMs < spanOf(seat.until, undefined).from;
}
