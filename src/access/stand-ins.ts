import { momentOf } from '../directory/county-day.ts';
import type { Directory } from '../directory/directory.ts';
import { resolveSeat } from '../directory/resolve-seat.ts';
import { isoOf } from '../platform/clock.ts';

/** Who answers for which seats at a moment, and how long that holds. */
export interface StandIns {
  /** Ids of people to the seats they answer for: their own while they are there, and others' they stand in for. */
  readonly seatsOf: ReadonlyMap<string, readonly string[]>;
  /** Epoch milliseconds of the next tenure, absence, delegation or opening that may change the picture. */
  readonly validUntil: number;
}

/** Resolves every seat of a directory at a moment and turns the answers round. */
export function standInsAt(directory: Directory, atMs: number): StandIns {
  const at = isoOf(atMs);
  const seatsOf = new Map<string, string[]>();
  for (const { id } of directory.seats) {
    const { person } = resolveSeat(directory, id, at);
    const list = seatsOf.get(person.id);
    if (list === undefined) seatsOf.set(person.id, [id]);
    else list.push(id);
  }
  return { seatsOf, validUntil: nextChangeAfter(directory, atMs) };
}

function nextChangeAfter(directory: Directory, atMs: number): number {
  const { units, sections, seats, tenures, absences, delegations = [], hostings = [] } = directory;
  let next = Number.POSITIVE_INFINITY;
  for (const { from, until } of [units, sections, seats, tenures, absences, delegations, hostings].flat()) {
    for (const moment of [from, until]) {
      if (moment === undefined) continue;
      const ms = momentOf(moment);
      if (ms > atMs && ms < next) next = ms;
    }
  }
  return next;
}
