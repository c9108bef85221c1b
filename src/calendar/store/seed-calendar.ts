import type pg from 'pg';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import type { Calendar } from '../calendar.ts';
import { insertCalendarVersion } from './insert-calendar-version.ts';
import { readCalendarVersion } from './read-calendar.ts';

/**
 * Seeds an empty database with a calendar; leaves one that is there alone. Safe to be called by several processes at
 * once. True where it was seeded now.
 */
export async function seedCalendar(
  pool: pg.Pool,
  calendar: Calendar,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    if ((await readCalendarVersion(client)) !== undefined) return false;
    return insertCalendarVersion(client, 1, calendar, { by, at, reason: '由配置文件载入', change: {} });
  });
}
