import type pg from 'pg';
import type { Hosting } from '../../directory.ts';

const UPSERT = `
INSERT INTO hosting (unit, section, from_at, until_at)
SELECT unit, section, "from", "until"
FROM jsonb_to_recordset($1) AS h (unit text, section text, "from" timestamptz, "until" timestamptz)
ON CONFLICT (unit, from_at) DO UPDATE SET section = excluded.section, until_at = excluded.until_at`;

/** Writes when which section was host. */
export async function upsertHostings(client: pg.ClientBase, hostings: readonly Hosting[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(hostings)]);
}
