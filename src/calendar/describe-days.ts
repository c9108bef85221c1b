import { z } from 'zod';
import { CivilDateSchema } from '../vocabulary/civil-date.ts';
import type { Calendar } from './calendar.ts';
import { dayIndexOf, hoursOfDay } from './day-index.ts';
import { dateOfDay, dayOfDate } from './shanghai-time.ts';
import { describeDay } from './working-days.ts';

/** What a date is to the offices, with their sessions. */
export const dayDescriptionSchema = z.strictObject({
  date: CivilDateSchema,
  working: z.boolean(),
  /** Of the holiday, make-up day or day of the county; absent on a day that follows the week. */
  name: z.string().optional(),
  provisional: z.boolean(),
  /** Empty on a day off. */
  sessions: z.array(z.strictObject({ from: z.string(), to: z.string() })).readonly(),
});

export type DescribedDay = Readonly<z.input<typeof dayDescriptionSchema>>;

/** Each day of a span of dates, both ends included. */
export function describeDays(calendar: Calendar, from: string, to: string): readonly DescribedDay[] {
  const index = dayIndexOf(calendar);
  const [first, last] = [dayOfDate(from, 'from'), dayOfDate(to, 'to')];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => {
    const day = first + offset;
    const date = dateOfDay(day);
    const described = describeDay(calendar, date);
    const sessions = described.working ? hoursOfDay(index, day).sessions : [];
    return {
      date,
      ...described,
      sessions: sessions.map((session) => ({ from: timeOf(session.from), to: timeOf(session.to) })),
    };
  });
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
