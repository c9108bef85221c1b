import type pg from 'pg';

export interface DatabaseState {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  /** How many trigrams pg_trgm makes of two Chinese characters; 0 where the locale is wrong. */
  readonly chineseTrigrams: number;
  readonly nowMs: number;
}

/** Asks a server for what the ledger depends on. */
export async function askDatabase(pool: pg.Pool): Promise<DatabaseState> {
  const { rows } = await pool.query<DatabaseState>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS "synchronousCommit",
      cardinality(show_trgm('测试')) AS "chineseTrigrams",
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"`,
  );
  const state = rows[0];
  if (state === undefined) throw new Error('The database answered nothing.');
  return state;
}
