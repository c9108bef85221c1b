import type pg from 'pg';
import { isoOf } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { keyDigest, newKey } from './api-key.ts';
import type { Principal } from './caller.ts';
import { storeKeys } from './store/issue-keys.ts';

/** A key at the one moment when it can be read. */
export interface IssuedKey {
  readonly id: string;
  readonly principal: string;
  readonly name: string;
  readonly role: Principal['role'];
  readonly seats: readonly string[];
  readonly scopes: Principal['scopes'];
  readonly key: string;
}

export interface IssueTerms {
  /** What the keys are for; a new issue of the same label ends the earlier one. */
  readonly label: string;
  readonly nowMs: number;
  readonly expiresAt?: string;
}

/** Makes one key for each principal, stores only their digests, and returns the keys: nobody can read them again. */
export async function issueKeys(
  pool: pg.Pool,
  principals: readonly Principal[],
  { label, nowMs, expiresAt }: IssueTerms,
): Promise<readonly IssuedKey[]> {
  const issued = principals.map(({ id: principal, name, role, seats, scopes }) => {
    return { id: newId(nowMs), principal, name, role, seats, scopes, key: newKey() };
  });
  await storeKeys(pool, {
    keys: issued.map(({ id, key, principal, name, role, seats, scopes }) => {
      return { id, digest: keyDigest(key), principal: { id: principal, name, role, seats }, scopes };
    }),
    label,
    at: isoOf(nowMs),
    expiresAt: expiresAt ?? null,
  });
  return issued;
}
