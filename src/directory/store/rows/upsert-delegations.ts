import type pg from 'pg';
import type { Delegation } from '../../directory.ts';

const UPSERT = `
INSERT INTO delegation (id, seat, task, person, delegated_by, from_at, until_at, reason)
SELECT id, seat, task, person, "by", "from", "until", reason
FROM jsonb_to_recordset($1) AS d (id text, seat text, task text, person text, "by" text, "from" timestamptz,
  "until" timestamptz, reason text)
ON CONFLICT (id) DO UPDATE SET until_at = excluded.until_at`;

/** Writes delegations, new or cut short. */
export async function upsertDelegations(
  client: pg.ClientBase,
  delegations: readonly Delegation[],
): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(delegations)]);
}
