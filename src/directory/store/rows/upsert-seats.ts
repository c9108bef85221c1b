import type pg from 'pg';
import type { Seat } from '../../directory.ts';

const UPSERT = `
INSERT INTO seat (id, unit, section, kind, role, title, share, from_at, until_at)
SELECT id, unit, section, kind, role, title, share, "from", "until"
FROM jsonb_to_recordset($1) AS s (id text, unit text, section text, kind text, role text, title text, share real,
  "from" timestamptz, "until" timestamptz)
ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, section = excluded.section, kind = excluded.kind,
  role = excluded.role, title = excluded.title, share = excluded.share, from_at = excluded.from_at,
  until_at = excluded.until_at`;

/** Writes seats, new or changed. */
export async function upsertSeats(client: pg.ClientBase, seats: readonly Seat[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(seats)]);
}
