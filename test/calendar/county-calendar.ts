import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Calendar, createCalendar } from '../../src/calendar/calendar.ts';
import type { CalendarYear } from '../../src/calendar/calendar-schema.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';

/** The calendar the product ships. */
export const county = await loadCalendar(join(projectRoot(), 'config/calendars'));

/** The calendar with one year added, or replaced when it was there. */
export function withYear({ years, officeHours, countyDays }: Calendar, year: CalendarYear): Calendar {
  const others = years.filter((known) => known.year !== year.year);
  return createCalendar({ years: [...others, year], officeHours, countyDays });
}

/** An ISO instant from a wall clock in Asia/Shanghai: `shanghai('2025-10-11 17:30')`. */
export function shanghai(wallClock: string): string {
  return new Date(`${wallClock.replace(' ', 'T')}:00+08:00`).toISOString();
}

/** Dates `YYYY-MM-DD` of a span of years. */
export function dates(firstYear: number, lastYear: number): fc.Arbitrary<string> {
  return instants(firstYear, lastYear).map((instant) => instant.slice(0, 10));
}

/** Instants of a span of years, often at full minutes and at the edges of office hours. */
export function instants(firstYear: number, lastYear: number): fc.Arbitrary<string> {
  const range = { min: Date.UTC(firstYear, 0, 2), max: Date.UTC(lastYear, 11, 30) };
  const dayEdges = ['00:00', '08:30', '12:00', '13:30', '17:30'];
  return fc.oneof(
    fc.integer(range).map((ms) => new Date(ms).toISOString()),
    fc
      .tuple(fc.integer(range), fc.constantFrom(...dayEdges), fc.integer({ min: -1, max: 1 }))
      .map(([ms, edge, off]) => {
        const at = Date.parse(shanghai(`${new Date(ms).toISOString().slice(0, 10)} ${edge}`));
        return new Date(at + off).toISOString();
      }),
  );
}
