import type { AccountTerms } from '../../access/accounts/account-terms.ts';
import { type GivenInvitation, invite } from '../../access/accounts/invite.ts';
import type { Origin } from '../../access/store/accounts/sign-in-log.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import type { Desk } from '../desk.ts';
import { type Signer, signatureOf } from '../signer.ts';
import { expectAnother } from './expect-another.ts';

/** Who invites, from where, and what holds for accounts. */
export interface Inviting {
  readonly by: Signer;
  readonly origin: Origin;
  readonly terms: AccountTerms;
}

/** Opens an account for a person, or gives a new link to one who has one. Throws `not-permitted`, `directory-conflict`. */
export async function invitePerson(
  { pool, watch, clock }: Pick<Desk, 'pool' | 'watch' | 'clock'>,
  wanted: { readonly person: string; readonly login?: string | undefined },
  { by, origin, terms }: Inviting,
): Promise<GivenInvitation> {
  expectAnother(by, wanted.person);
  const directory = await watch.refresh();
  const inviting = { nowMs: clock(), by: signatureOf(by), origin, terms };
  return inTransaction(pool, (client) => invite(client, directory, wanted, inviting));
}
