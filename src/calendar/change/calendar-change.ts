import { z } from 'zod';
import { CivilDateSchema } from '../../vocabulary/civil-date.ts';
import { CalendarYearSchema, CountyDaySchema, OfficeHoursSchema } from '../calendar-schema.ts';

const words = z.string().trim().min(1, 'expected a text that is not empty').max(500);

/** One step of a change of the calendar. */
const calendarOperationSchema = z.discriminatedUnion('op', [
  /** Adds a year, confirms it, or replaces it where it is there. */
  z.strictObject({ op: z.literal('setYear'), year: CalendarYearSchema }),
  /** Adds a day of the county's own, or replaces it where it is there. */
  z.strictObject({ op: z.literal('setCountyDay'), day: CountyDaySchema }),
  z.strictObject({ op: z.literal('removeCountyDay'), date: CivilDateSchema }),
  /** Office hours from a day on, until the next entry. */
  z.strictObject({ op: z.literal('setOfficeHours'), hours: OfficeHoursSchema }),
  z.strictObject({ op: z.literal('removeOfficeHours'), since: CivilDateSchema }),
]);

/** A change of the calendar: made as a whole or not at all. */
export const calendarChangeSchema = z.strictObject({
  reason: words,
  operations: z.array(calendarOperationSchema).min(1, 'expected at least one operation').max(500),
  /** Why days that have passed are changed: lateness that was told already will be told otherwise. */
  acceptPast: words.optional(),
});

export type CalendarOperation = Readonly<z.infer<typeof calendarOperationSchema>>;
export type CalendarChange = Readonly<z.infer<typeof calendarChangeSchema>>;
