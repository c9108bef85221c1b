import { changeAccount } from '../../access/accounts/change-account.ts';
import type { Origin } from '../../access/store/accounts/sign-in-log.ts';
import type { Desk } from '../desk.ts';
import { type Signer, signatureOf } from '../signer.ts';
import { expectAnother } from './expect-another.ts';

/** Shuts an account out with all its sessions, or lets it in again; false where nothing was to change. Throws `not-permitted`. */
export async function switchAccount(
  { pool, clock, access }: Pick<Desk, 'pool' | 'clock' | 'access'>,
  { person, disabled }: { readonly person: string; readonly disabled: boolean },
  { by, origin }: { readonly by: Signer; readonly origin: Origin },
): Promise<boolean> {
  expectAnother(by, person);
  const signed = { nowMs: clock(), by: signatureOf(by), origin };
  const changed = await changeAccount(pool, { person, disabled }, signed);
  if (changed && disabled) await access?.refresh();
  return changed;
}
