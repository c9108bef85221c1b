import type pg from 'pg';
import type { Amendment } from './amendment.ts';

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
  /** What the change amended of the past; null where it touched nothing of it. */
  readonly amended: readonly Amendment[] | null;
}

/** The changes of the directory before a version, newest first. */
export async function readHistory(
  database: Pick<pg.Pool, 'query'>,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly HistoryEntry[]> {
  const { rows } = await database.query<Omit<HistoryEntry, 'at'> & { readonly at: Date }>({
    name: 'directory-history',
    text: `SELECT version, at, changed_by AS by, reason, change, amended FROM directory_version
      WHERE $1::int IS NULL OR version < $1 ORDER BY version DESC LIMIT $2`,
    values: [before ?? null, limit],
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The changes that amended something of the past, oldest first. */
export async function readAmendingChanges(
  database: Pick<pg.Pool, 'query'>,
): Promise<readonly HistoryEntry[]> {
  const { rows } = await database.query<Omit<HistoryEntry, 'at'> & { readonly at: Date }>({
    name: 'amending-changes',
    text: `SELECT version, at, changed_by AS by, reason, change, amended FROM directory_version
      WHERE amended IS NOT NULL ORDER BY version`,
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
