import { failpoint } from '../../platform/failpoint.ts';
import { contentRegister } from '../../register/content-register.ts';
import type { VersionWatch } from '../../register/version-watch.ts';
import type { CalendarInForce } from '../calendar-in-force.ts';
import { calendarContent } from '../change/plan-calendar-change.ts';
import { noteToCarry } from './calendar-carry.ts';

/** The calendar in force, kept in memory and renewed when it changes. */
export type CalendarWatch = VersionWatch<CalendarInForce>;

/**
 * The working calendar of the county, whole, once for each change. Open tasks are told of a change by and by
 * (`src/tasks/clock/carry-calendar.ts`).
 */
export const calendarRegister = contentRegister({
  ...calendarContent,
  name: 'calendar',
  conflict: 'calendar-conflict',
  stateOf: ({ calendar }: CalendarInForce) => calendar,
  inForce: ({ state: calendar, ...version }): CalendarInForce => ({ ...version, calendar }),
  noteChange: noteToCarry,
  onCommitted: () => failpoint('K1-calendar-committed'),
});
