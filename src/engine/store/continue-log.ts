import type pg from 'pg';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';

/**
 * Goes on above all positions of the log, and above where its followers have read to, where the database counts transactions below them, as after a restore into a new
 * cluster. Nothing else may write meanwhile, which a lock sees to.
 */
export async function continueLog(pool: pg.Pool): Promise<boolean> {
  const highest = `(SELECT greatest((SELECT max(position) FROM event), (SELECT max(position) FROM log_follower)))`;
  const behind = `${highest} >= base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;
  const { rows } = await pool.query<{ behind: boolean }>(
    `SELECT coalesce(${behind}, false) AS behind FROM log_base`,
  );
  if (rows[0]?.behind !== true) return false;
  return inTransaction(pool, async (client) => {
    await client.query('LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await client.query(
      `UPDATE log_base SET base = ${highest} + 1
        - pg_snapshot_xmin(pg_current_snapshot())::text::bigint WHERE ${behind}`,
    );
    return rowCount === 1;
  });
}
