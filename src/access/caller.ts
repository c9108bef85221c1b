import type { Role, Scope } from './role.ts';

/** Who is known to the door: a person's seat or a machine, as stored. */
export interface Principal {
  /** `seat:<seat id>` or `machine:<name>`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Seats the principal holds; what it stands in for is not among them. */
  readonly seats: readonly string[];
  /** Of the key that was presented; only machines are limited by them. */
  readonly scopes: readonly Scope[];
}

/** A principal at the moment of a request, with what it may speak for just now. */
export interface Caller extends Principal {
  /** Codes of the units of its seats. */
  readonly units: readonly string[];
  /** Ids of the people who hold its seats at this moment: a key belongs to a seat, whoever holds it. */
  readonly people: readonly string[];
  /** Ids of every principal behind which the same people are, this one included. */
  readonly selves: ReadonlySet<string>;
  /** Its own seats and those it stands in for at this moment. */
  readonly speaksFor: ReadonlySet<string>;
  /** Of these, those that were lent to its people: nobody decides their own request through a borrowed seat. */
  readonly borrowed: ReadonlySet<string>;
  /** Every single task that is lent to somebody at this moment, by its id. */
  readonly loans: ReadonlyMap<string, Loan>;
}

/** A single task of a seat, lent to a person. */
export interface Loan {
  /** The seat, and those of abolished units that it took over. */
  readonly seats: readonly string[];
  readonly person: string;
}
