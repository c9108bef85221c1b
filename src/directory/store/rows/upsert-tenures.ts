import type pg from 'pg';
import type { Tenure } from '../../directory.ts';

const UPSERT = `
INSERT INTO tenure (seat, person, from_at, until_at)
SELECT seat, person, "from", "until"
FROM jsonb_to_recordset($1) AS t (seat text, person text, "from" timestamptz, "until" timestamptz)
ON CONFLICT (seat, from_at) DO UPDATE SET person = excluded.person, until_at = excluded.until_at`;

/** Writes tenures, new or closed; the database refuses two holders of a seat at once (`tenure_one_holder`). */
export async function upsertTenures(client: pg.ClientBase, tenures: readonly Tenure[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(tenures)]);
}
