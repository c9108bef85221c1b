import { found } from '../platform/config/file-fault.ts';
import { schemaFaults } from '../platform/config/schema-fault.ts';
import { digestOf } from '../register/digest.ts';
import { type CalendarContent, CalendarContentSchema } from './calendar-schema.ts';

/** Working time of the county as immutable plain data; `version` names exactly this content in records. */
export interface Calendar extends CalendarContent {
  readonly version: string;
}

/** Checks and orders the content and stamps it with the hash of it; refuses with every fault named. */
export function createCalendar(content: CalendarContent): Calendar {
  const parsed = CalendarContentSchema.safeParse(content);
  if (!parsed.success) {
    const faults = schemaFaults(parsed.error, content).map(
      ({ expectation, value }) => `${expectation.en}${found(value)}`,
    );
    throw new RangeError(`the calendar cannot be used: ${faults.join('; ')}`);
  }
  const { years, officeHours, countyDays } = parsed.data;
  const ordered = {
    years: years
      .map((year) => ({ ...year, days: year.days.toSorted(byDate) }))
      .toSorted((a, b) => a.year - b.year),
    officeHours,
    countyDays: countyDays.toSorted(byDate),
  };
  return Object.freeze({ version: digestOf(ordered), ...ordered });
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : 1;
}
