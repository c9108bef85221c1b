import type { GivenKey } from '../../access/keys/give-key.ts';
import type { KeyEntry } from '../../access/store/list-keys.ts';
import type { KeyView } from '../../contract/key.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { holdsSince } from '../../directory/resolve/seat-holder.ts';

/** A key that was given just now as it is stored. */
export function storedOf(key: GivenKey, issuedBy: string): KeyEntry {
  const { id, principal, seats, label, issuedAt, expiresAt } = key;
  const at = new Date(issuedAt);
  return {
    id,
    principal,
    seats,
    person: key.person ?? null,
    label,
    scopes: key.scopes,
    issuedAt: at,
    issuedBy,
    boundAt: at,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    revokedAt: null,
  };
}

/** A key as lists show it. */
export function entryOf(key: KeyEntry, directory: Directory, nowMs: number): KeyView {
  const { id, principal, seats, label, issuedBy, issuedAt, boundAt, expiresAt, revokedAt } = key;
  const sinceMs = boundAt.getTime();
  const who = key.person;
  const named = (one: string) => ({ id: one, name: indexDirectory(directory).people.get(one)?.name ?? one });
  const isHeld =
    who === null || seats.every((seat) => holdsSince(directory, { seat, person: who, sinceMs }, nowMs));
  const inTime = expiresAt === null || nowMs < expiresAt.getTime();
  return {
    id,
    principal,
    seats: [...seats],
    ...(who !== null && { person: named(who) }),
    label,
    scopes: [...key.scopes],
    issuedAt: issuedAt.toISOString(),
    issuedBy: named(issuedBy).name,
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    good: isHeld && inTime && revokedAt === null,
  };
}
