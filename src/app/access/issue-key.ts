import { type GivenKey, giveKey, type KeyWanted } from '../../access/keys/give-key.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import type { Desk } from '../desk.ts';
import { type Keep, type Signer, signatureOf } from '../signer.ts';

/** Gives a key to the person in a seat, or to a machine; good at once. Throws `directory-conflict`. */
export async function issueKey(
  { pool, watch, clock, access }: Pick<Desk, 'pool' | 'watch' | 'clock' | 'access'>,
  wanted: KeyWanted,
  by: Signer,
  keep?: Keep<GivenKey>,
): Promise<GivenKey> {
  const directory = await watch.refresh();
  const terms = { nowMs: clock(), by: signatureOf(by) };
  const given = await inTransaction(pool, async (client) => {
    const key = await giveKey(client, directory, wanted, terms);
    await keep?.(client, key);
    return key;
  });
  await access?.refresh();
  return given;
}
