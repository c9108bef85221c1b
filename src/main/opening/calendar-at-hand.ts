import { resolve } from 'node:path';
import type pg from 'pg';
import type { Calendar } from '../../calendar/calendar.ts';
import { loadCalendar } from '../../calendar/load-calendar.ts';
import { calendarRegister } from '../../calendar/store/calendar-register.ts';
import type { Config } from '../../platform/config/config-schema.ts';

/** The calendar that a command goes by: the one in force, or in an empty database the one it will be seeded with. */
export async function calendarAtHand(pool: pg.Pool, config: Pick<Config, 'calendarDir'>): Promise<Calendar> {
  return (await calendarRegister.read(pool))?.calendar ?? loadCalendar(resolve(config.calendarDir));
}
