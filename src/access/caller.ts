import type { Role, Scope } from './role.ts';

/** Who is known to the door: a person's seat or a machine, as stored. */
export interface Principal {
  /** `seat:<seat id>` or `machine:<name>`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Seats the principal stands for; what it stands in for is not among them. */
  readonly seats: readonly string[];
  /** Of the key that was presented; only machines are limited by them. */
  readonly scopes: readonly Scope[];
}

/** A principal with the person to whom its key is given; a machine has none. */
export interface KeyHolder extends Principal {
  /** Id of a person. */
  readonly person?: string | undefined;
}

/** The key or session that was presented, without the secret. */
export interface Credential {
  readonly id: string;
  readonly label: string;
  /** ISO instant; null where the key is good until it is revoked. */
  readonly expiresAt: string | null;
  /** ISO instant from which the person has had it: it ends with the tenure of that time. */
  readonly boundAt: string;
  /** How the person signed in; absent for a key. */
  readonly signedIn?: 'password' | 'demo';
}

/** A principal at the moment of a request, with what it may speak for just now. */
export interface Caller extends KeyHolder {
  readonly credential: Credential;
  /** Codes of the units of its seats. */
  readonly units: readonly string[];
  /** Ids of the principals of all seats that the person holds, this one included. */
  readonly selves: ReadonlySet<string>;
  /** Its own seats, those it stands in for at this moment, and the queue that it shares. */
  readonly speaksFor: ReadonlySet<string>;
  /** Of these, those that were lent: nobody decides their own request through a borrowed seat. */
  readonly borrowed: ReadonlySet<string>;
  /** Every single task that is lent at this moment, by its id. */
  readonly loans: ReadonlyMap<string, Loan>;
}

/** A single task of a seat, lent to a person. */
export interface Loan {
  /** The seat, and those of abolished units that it took over. */
  readonly seats: readonly string[];
  readonly person: string;
}
