import type pg from 'pg';
import type { HistoryEntry } from '../../register/store/read-history.ts';
import type { DirectoryTold } from './directory-register.ts';

/** A change of the directory that recorded something of the past otherwise. */
export type AmendingChange = HistoryEntry & DirectoryTold;

/** The changes that amended something of the past, oldest first. */
export async function readAmendingChanges(
  database: Pick<pg.Pool, 'query'>,
): Promise<readonly AmendingChange[]> {
  const { rows } = await database.query<Omit<AmendingChange, 'at'> & { readonly at: Date }>({
    name: 'amending-changes',
    text: `SELECT version, at, changed_by AS by, reason, change, amended FROM directory_version
      WHERE amended IS NOT NULL ORDER BY version`,
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
