import type pg from 'pg';
import { createCalendar } from '../calendar.ts';
import type { CalendarInForce } from '../calendar-in-force.ts';
import type { CalendarContent } from '../calendar-schema.ts';

type Database = Pick<pg.Pool | pg.ClientBase, 'query'>;

/** The number of the calendar in force: one index look-up; undefined while the database has none. */
export async function readCalendarVersion(database: Database): Promise<number | undefined> {
  const { rows } = await database.query<{ version: number | null }>({
    name: 'calendar-version',
    text: 'SELECT max(version) AS version FROM calendar_version',
  });
  return rows[0]?.version ?? undefined;
}

/** The calendar in force; undefined while the database has none. Throws where it is not the one that was written. */
export async function readCalendar(database: Database): Promise<CalendarInForce | undefined> {
  const { rows } = await database.query<{
    readonly version: number;
    readonly digest: string;
    readonly content: CalendarContent;
    readonly at: Date;
    readonly by: string;
    readonly reason: string;
  }>(
    `SELECT version, digest, content, at, changed_by AS by, reason FROM calendar_version
     ORDER BY version DESC LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { content, digest, at, ...rest } = row;
  const calendar = createCalendar(content);
  if (calendar.version !== digest) {
    throw new Error(
      `calendar version ${row.version} has the digest ${calendar.version}, expected ${digest} as recorded`,
    );
  }
  return { ...rest, calendar, at: at.toISOString() };
}
