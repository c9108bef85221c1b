import type pg from 'pg';
import type { Delegation } from '../../directory.ts';

/** Takes away delegations that were planned and will not begin. */
export async function deleteDelegations(
  client: pg.ClientBase,
  delegations: readonly Delegation[],
): Promise<void> {
  await client.query('DELETE FROM delegation WHERE id = ANY($1::text[])', [delegations.map(({ id }) => id)]);
}
