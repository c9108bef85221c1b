import type pg from 'pg';
import { isoOf } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { KeyHolder, Principal } from '../caller.ts';
import { storeKeys } from '../store/issue-keys.ts';
import { keyDigest, newKey } from './api-key.ts';

/** A key at the one moment when it can be read. */
export interface IssuedKey {
  readonly id: string;
  readonly principal: string;
  readonly name: string;
  readonly role: Principal['role'];
  readonly seats: readonly string[];
  readonly scopes: Principal['scopes'];
  /** Id of the person to whom it is given; absent for a machine. */
  readonly person?: string;
  readonly key: string;
}

export interface IssueTerms {
  /** What the keys are for; a new issue of the same label ends the earlier one. */
  readonly label: string;
  readonly nowMs: number;
  readonly expiresAt?: string;
  /** Who issues them. */
  readonly by: string;
}

/** Makes one key for each principal, stores only their digests, and returns the keys: nobody can read them again. */
export async function issueKeys(
  database: pg.Pool | pg.ClientBase,
  holders: readonly KeyHolder[],
  { label, nowMs, expiresAt, by }: IssueTerms,
): Promise<readonly IssuedKey[]> {
  const issued = holders.map(({ id: principal, name, role, seats, scopes, person }) => {
    const given = person === undefined ? {} : { person };
    return { id: newId(nowMs), principal, name, role, seats, scopes, ...given, key: newKey() };
  });
  await storeKeys(database, {
    keys: issued.map(({ id, key, principal, name, role, seats, scopes, person }) => {
      return { id, digest: keyDigest(key), principal: { id: principal, name, role, seats, person }, scopes };
    }),
    label,
    at: isoOf(nowMs),
    expiresAt: expiresAt ?? null,
    by,
  });
  return issued;
}
