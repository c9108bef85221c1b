import type { CalendarChange } from '../../calendar/change/calendar-change.ts';
import { type CalendarDocument, changeFromDocument } from '../../calendar/change/change-from-document.ts';
import { calendarRegister } from '../../calendar/store/calendar-register.ts';
import type { CalendarPlanView } from '../../contract/county/calendar-plan.ts';
import type { Engine } from '../../engine/engine.ts';
import { isoOf } from '../../platform/clock.ts';
import { expectNoConflict } from '../../register/change-register.ts';
import { previewDeadlines } from '../../tasks/clock/preview-deadlines.ts';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import type { Desk } from '../desk.ts';
import type { Asking } from '../signer.ts';
import { calendarPlanView } from './calendar-plan-view.ts';
import { foretellOrMake } from './foretell-or-make.ts';

/** What changes of the calendar are held against, and who hears of them. */
export interface CalendarDesk extends Pick<Desk, 'pool' | 'clock' | 'calendars' | 'waiters'> {
  readonly engine: Pick<Engine, 'registry'>;
}

/**
 * Makes a change of the calendar and says what it did to the open deadlines, or what it would do. Open tasks are told
 * one by one once it is in force. Throws `calendar-conflict`.
 */
export async function changeCalendar(
  desk: CalendarDesk,
  change: CalendarChange,
  asking: Asking<CalendarPlanView>,
): Promise<CalendarPlanView> {
  const { pool, engine, calendars: watch, clock } = desk;
  if (asking.dryRun) await watch.refresh();
  const at = isoOf(clock());
  const terms = { at, today: countyDayOf(at) };
  const open = { database: pool, registry: engine.registry };
  const view = await foretellOrMake(
    calendarRegister,
    { pool, watch },
    change,
    terms,
    asking,
    async (plan, outcome) => {
      const { after } = expectNoConflict(calendarRegister, plan);
      return calendarPlanView(plan, await previewDeadlines(open, after), outcome);
    },
  );
  if (view.made) desk.waiters?.wake();
  return view;
}

/** Changes the calendar to what a document says; undefined where it says so already. Throws `calendar-conflict`. */
export async function importCalendar(
  desk: CalendarDesk,
  document: CalendarDocument,
  terms: Parameters<typeof changeFromDocument>[2],
  asking: Asking<CalendarPlanView>,
): Promise<CalendarPlanView | undefined> {
  const { calendar } = await desk.calendars.refresh();
  const change = changeFromDocument(calendar, document, terms);
  return change === undefined ? undefined : changeCalendar(desk, change, asking);
}
