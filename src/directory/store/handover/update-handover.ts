import type pg from 'pg';
import { type Handover, stageOf } from '../../handover.ts';

/** Keeps the next state of a handover; false when another changed it since `revision` was read. */
export async function updateHandover(
  client: pg.ClientBase | pg.Pool,
  handover: Handover,
  revision: number,
): Promise<boolean> {
  const open = !['confirmed', 'withdrawn'].includes(stageOf(handover));
  const { rowCount } = await client.query(
    `UPDATE handover SET record = $2, open = $3, revision = revision + 1 WHERE id = $1 AND revision = $4`,
    [handover.id, JSON.stringify(handover), open, revision],
  );
  return rowCount === 1;
}
