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
  /** Its own seats and those it stands in for at this moment. */
  readonly speaksFor: ReadonlySet<string>;
}
