import type pg from 'pg';

/** One change of the directory: who made it, when, why, and what was asked for. */
export interface HistoryEntry {
  readonly version: number;
  /** ISO instant. */
  readonly at: string;
  /** Id of a person, or of the principal or program that made it. */
  readonly by: string;
  readonly reason: string;
  /** As it was asked for; empty for the seeding from files. */
  readonly change: unknown;
}

/** The changes of the directory before a version, newest first. */
export async function readHistory(
  database: Pick<pg.Pool, 'query'>,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly HistoryEntry[]> {
  const { rows } = await database.query<Omit<HistoryEntry, 'at'> & { readonly at: Date }>({
    name: 'directory-history',
    text: `SELECT version, at, changed_by AS by, reason, change FROM directory_version
      WHERE $1::int IS NULL OR version < $1 ORDER BY version DESC LIMIT $2`,
    values: [before ?? null, limit],
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
