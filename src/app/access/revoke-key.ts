import { revokeKey as revoke } from '../../access/store/end-access.ts';
import { type KeyEntry, listKeys } from '../../access/store/list-keys.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Desk } from '../desk.ts';
import { callerIn, type Signer } from '../signer.ts';

/** A key after it was revoked, and whether that was done now. */
export interface RevokedKey {
  readonly key: KeyEntry;
  readonly revoked: boolean;
}

/** Revokes a key; refused everywhere within a second. Throws `not-found` for what is not there and what is not theirs. */
export async function revokeKey(
  { pool, clock, access }: Pick<Desk, 'pool' | 'clock' | 'access'>,
  id: string,
  by: Signer,
): Promise<RevokedKey> {
  const [key] = await listKeys(pool, { id });
  if (key === undefined || !mayRevoke(by, key)) {
    throw new Problem('not-found', {
      zh: `没有密钥“${id}”，或无权撤销：管理员可撤销任何密钥，任职人可撤销自己的。`,
      en: `There is no key "${id}", or it is not yours to revoke: an administrator revokes any, a person their own.`,
    });
  }
  const revoked = await revoke(pool, id, isoOf(clock()));
  await access?.refresh();
  const [after = key] = await listKeys(pool, { id });
  return { key: after, revoked };
}

function mayRevoke(by: Signer, { person }: KeyEntry): boolean {
  const caller = callerIn(by);
  if (caller === undefined || caller.role === 'admin') return true;
  return caller.person !== undefined && person === caller.person;
}
