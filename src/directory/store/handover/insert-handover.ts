import type pg from 'pg';
import type { Handover } from '../../handover.ts';

/** Keeps a new handover; false when another one of the seat is still open, or the id is taken. */
export async function insertHandover(client: pg.ClientBase | pg.Pool, handover: Handover): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO handover (id, seat, revision, open, record) VALUES ($1, $2, 1, true, $3) ON CONFLICT DO NOTHING`,
    [handover.id, handover.seat, JSON.stringify(handover)],
  );
  return rowCount === 1;
}
