import type pg from 'pg';
import type { Person } from '../../directory.ts';

const UPSERT = `
INSERT INTO person (id, name, qualifications)
SELECT id, name, qualifications FROM jsonb_to_recordset($1) AS p (id text, name text, qualifications text[])
ON CONFLICT (id) DO UPDATE SET name = excluded.name, qualifications = excluded.qualifications`;

/** Writes people, new or changed. */
export async function upsertPeople(client: pg.ClientBase, people: readonly Person[]): Promise<void> {
  await client.query(UPSERT, [JSON.stringify(people)]);
}
