import type pg from 'pg';
import type { Tenure } from '../../directory.ts';

const DELETE = `
DELETE FROM tenure USING jsonb_to_recordset($1) AS t (seat text, "from" timestamptz)
WHERE tenure.seat = t.seat AND tenure.from_at = t."from"`;

/** Takes away tenures that were planned and will not begin. */
export async function deleteTenures(client: pg.ClientBase, tenures: readonly Tenure[]): Promise<void> {
  await client.query(DELETE, [JSON.stringify(tenures)]);
}
