import type pg from 'pg';

/** One change of the calendar: who made it, when (ISO instant), why, and what was asked for. */
export interface CalendarHistoryEntry {
  readonly version: number;
  readonly digest: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** As it was asked for; empty for the seeding from files. */
  readonly change: unknown;
}

/** The changes of the calendar, newest first. */
export async function readCalendarHistory(
  database: Pick<pg.Pool, 'query'>,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly CalendarHistoryEntry[]> {
  const { rows } = await database.query<Omit<CalendarHistoryEntry, 'at'> & { readonly at: Date }>({
    name: 'calendar-history',
    text: `SELECT version, digest, at, changed_by AS by, reason, change FROM calendar_version
      WHERE $1::int IS NULL OR version < $1 ORDER BY version DESC LIMIT $2`,
    values: [before ?? null, limit],
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
