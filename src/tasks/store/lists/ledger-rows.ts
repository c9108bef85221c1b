import type { Database } from './listed-row.ts';

/** Which task a row of a ledger became. */
export interface KeptRow {
  /** The row's own number. */
  readonly ref: string;
  readonly taskId: string;
  /** Hex SHA-256 of its cells when it was imported. */
  readonly digest: string;
}

/** The rows of a ledger that were imported under these numbers. */
export async function selectKeptRows(
  database: Database,
  ledger: string,
  refs: readonly string[],
): Promise<readonly KeptRow[]> {
  const { rows } = await database.query<KeptRow>(
    `SELECT ref, task_id AS "taskId", encode(digest, 'hex') AS digest FROM ledger_row
      WHERE ledger = $1 AND ref = ANY ($2)`,
    [ledger, refs],
  );
  return rows;
}

/** Keeps which tasks the rows of a ledger became; a number that is used again stands for its last row. */
export async function keepRows(database: Database, ledger: string, kept: readonly KeptRow[]): Promise<void> {
  if (kept.length === 0) return;
  await database.query(
    `INSERT INTO ledger_row (ledger, ref, task_id, digest, imported_at)
      SELECT $1, ref, task_id, decode(digest, 'hex'), now()
      FROM unnest($2::text[], $3::uuid[], $4::text[]) AS given(ref, task_id, digest)
      ON CONFLICT (ledger, ref) DO UPDATE
        SET task_id = excluded.task_id, digest = excluded.digest, imported_at = excluded.imported_at`,
    [ledger, kept.map(({ ref }) => ref), kept.map(({ taskId }) => taskId), kept.map(({ digest }) => digest)],
  );
}
