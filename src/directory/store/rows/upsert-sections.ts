import type pg from 'pg';
import type { Section } from '../../directory.ts';

const UPSERT = `
INSERT INTO section (code, unit, name, host, from_at, until_at)
SELECT code, unit, name, host, "from", "until"
FROM jsonb_to_recordset($1)
  AS s (code text, unit text, name text, host boolean, "from" timestamptz, "until" timestamptz)
ORDER BY host
ON CONFLICT (code) DO UPDATE SET unit = excluded.unit, name = excluded.name, host = excluded.host,
  from_at = excluded.from_at, until_at = excluded.until_at`;

/** Writes sections, new or changed; the old host section first, as only one may be host. */
export async function upsertSections(client: pg.ClientBase, sections: readonly Section[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(sections)]);
}
