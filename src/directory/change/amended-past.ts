import { momentOf } from '../../vocabulary/county-day.ts';
import type { Directory } from '../directory.ts';
import { diffDirectories } from '../files/directory-diff.ts';
import { type SeatMove, seatMoves } from './seat-moves.ts';

/**
 * Who is said to have answered before the moment of a change (ISO instant) where that is other than was known: leave,
 * appointments and mergers that were recorded afterwards.
 */
export function amendedPast(
  before: Directory,
  after: Directory,
  units: ReadonlySet<string>,
  { at, openTasks = new Map() }: { readonly at: string; readonly openTasks?: ReadonlyMap<string, number> },
): readonly SeatMove[] {
  const from = firstDifference(before, after);
  if (from >= Date.parse(at)) return [];
  return seatMoves(before, after, { units, from: new Date(from).toISOString(), until: at, openTasks });
}

interface Period {
  readonly from: string;
  readonly until?: string | undefined;
}

/** Epoch milliseconds of the first moment at which two directories may answer differently. */
function firstDifference(before: Directory, after: Directory): number {
  const { tenures, absences, delegations, units } = diffDirectories(before, after);
  const known: readonly (readonly [Period, string])[] = [
    ...before.tenures.map((one) => [one, `${one.seat} ${one.from} ${one.person}`] as const),
    ...before.absences.map((one) => [one, `${one.person} ${one.from}`] as const),
    ...(before.delegations ?? []).map((one) => [one, one.id] as const),
    ...before.units.map((one) => [one, one.code] as const),
  ];
  const old = new Map(known.map(([period, key]) => [key, period]));
  const changed: readonly (readonly [Period, string])[] = [
    ...[...tenures.written, ...tenures.removed].map(
      (one) => [one, `${one.seat} ${one.from} ${one.person}`] as const,
    ),
    ...[...absences.written, ...absences.removed].map((one) => [one, `${one.person} ${one.from}`] as const),
    ...[...delegations.written, ...delegations.removed].map((one) => [one, one.id] as const),
    ...[...units.written, ...units.removed].map((one) => [one, one.code] as const),
  ];
  const moments = changed.map(([period, key]) => {
    const was = old.get(key);
    // What was there before, and begins as before, differs from where the earlier of both ends.
    if (was === undefined || was === period || was.from !== period.from) return momentOf(period.from);
    return Math.min(endOf(was), endOf(period));
  });
  return Math.min(Number.POSITIVE_INFINITY, ...moments);
}

function endOf({ until }: Period): number {
  return until === undefined ? Number.POSITIVE_INFINITY : momentOf(until);
}
