import type pg from 'pg';
import type { Unit } from '../../directory.ts';

const UPSERT = `
INSERT INTO unit (code, name, kind, aliases, former_names, office, host_section, duties, places, duty_text,
  from_on, until_on, successor)
SELECT code, name, kind, aliases, "formerNames", office, "hostSection", duties, coalesce(places, '{}'), "dutyText",
  "from", "until", successor
FROM jsonb_to_recordset($1) AS u (code text, name text, kind text, aliases text[], "formerNames" text[], office text,
  "hostSection" text, duties text[], places text[], "dutyText" text, "from" date, "until" date, successor text)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, aliases = excluded.aliases,
  former_names = excluded.former_names, office = excluded.office, host_section = excluded.host_section,
  duties = excluded.duties, places = excluded.places, duty_text = excluded.duty_text, from_on = excluded.from_on,
  until_on = excluded.until_on, successor = excluded.successor`;

/** Writes units, new or changed. */
export async function upsertUnits(client: pg.ClientBase, units: readonly Unit[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(units)]);
}
