import type pg from 'pg';
import type { Calendar } from '../calendar.ts';

/** Who changed the calendar, when (ISO instant), why, and what they asked for. */
export interface CalendarRecord {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly change: unknown;
}

/** Takes a version number; false when somebody else took it first. Holds up rivals until this transaction ends. */
export async function insertCalendarVersion(
  client: pg.ClientBase,
  number: number,
  { version: digest, years, officeHours, countyDays }: Calendar,
  { by, at, reason, change }: CalendarRecord,
): Promise<boolean> {
  const content = JSON.stringify({ years, officeHours, countyDays });
  const { rowCount } = await client.query(
    `INSERT INTO calendar_version (version, digest, content, at, changed_by, reason, change)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (version) DO NOTHING`,
    [number, digest, content, at, by, reason, JSON.stringify(change)],
  );
  return rowCount === 1;
}
