import type { Calendar } from './calendar.ts';

/** A version of the calendar with who put it in force, when (ISO instant) and why. */
export interface CalendarInForce {
  readonly version: number;
  readonly calendar: Calendar;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}
