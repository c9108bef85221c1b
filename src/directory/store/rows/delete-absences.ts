import type pg from 'pg';
import type { Absence } from '../../directory.ts';

const DELETE = `
DELETE FROM absence USING jsonb_to_recordset($1) AS a (person text, "from" timestamptz)
WHERE absence.person = a.person AND absence.from_at = a."from"`;

/** Takes away absences that were planned and will not begin. */
export async function deleteAbsences(client: pg.ClientBase, absences: readonly Absence[]): Promise<void> {
  await client.query(DELETE, [JSON.stringify(absences)]);
}
