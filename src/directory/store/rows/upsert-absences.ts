import type pg from 'pg';
import type { Absence } from '../../directory.ts';

const UPSERT = `
INSERT INTO absence (person, from_at, until_at, reason)
SELECT person, "from", "until", reason
FROM jsonb_to_recordset($1) AS a (person text, "from" timestamptz, "until" timestamptz, reason text)
ON CONFLICT (person, from_at) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason`;

/** Writes absences, new or cut short. */
export async function upsertAbsences(client: pg.ClientBase, absences: readonly Absence[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(absences)]);
}
