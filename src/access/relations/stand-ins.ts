import type { Directory } from '../../directory/directory.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import { seatsTakenOverBy } from '../../directory/resolve/standing-seat.ts';
import { isoOf } from '../../platform/clock.ts';
import { momentOf } from '../../vocabulary/county-day.ts';
import type { Loan } from '../caller.ts';

/** Who answers for which seats at a moment, and how long that holds. */
export interface StandIns {
  /** Ids of people to the seats they answer for: their own while they are there, and others' they stand in for. */
  readonly seatsOf: ReadonlyMap<string, readonly string[]>;
  /** Seats that are lent, answered for by the borrower. */
  readonly lentSeats: ReadonlySet<string>;
  /** Single tasks that are lent, by their ids. */
  readonly loans: ReadonlyMap<string, Loan>;
  /** Epoch milliseconds of the next tenure, absence, delegation or opening that may change the picture. */
  readonly validUntil: number;
}

/** Resolves every seat of a directory at a moment and turns the answers round. */
export function standInsAt(directory: Directory, atMs: number): StandIns {
  const at = isoOf(atMs);
  const seatsOf = new Map<string, string[]>();
  const lentSeats = new Set<string>();
  for (const { id } of directory.seats) {
    const { person, via } = resolveSeat(directory, id, at);
    if (via === 'delegate') lentSeats.add(id);
    const list = seatsOf.get(person.id);
    if (list === undefined) seatsOf.set(person.id, [id]);
    else list.push(id);
  }
  return { seatsOf, lentSeats, loans: loansAt(directory, at), validUntil: nextChangeAfter(directory, atMs) };
}

/** A loan counts while the seat resolves to the borrower for that very task: not when its lender or borrower is gone. */
function loansAt(directory: Directory, at: string): ReadonlyMap<string, Loan> {
  const loans = new Map<string, Loan>();
  for (const { task, seat, person } of directory.delegations ?? []) {
    if (task === undefined) continue;
    const answer = resolveSeat(directory, seat, at, { task });
    if (answer.via === 'delegate' && answer.person.id === person) {
      loans.set(task, { seats: seatsTakenOverBy(directory, seat, at), person });
    }
  }
  return loans;
}

/** Epoch milliseconds of the next moment after one at which something of the directory begins or ends. */
export function nextChangeAfter(directory: Directory, atMs: number): number {
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
