import type pg from 'pg';
import { failpoint } from '../../platform/failpoint.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { CalendarChange } from '../change/calendar-change.ts';
import { type CalendarPlan, planCalendarChange } from '../change/plan-calendar-change.ts';
import type { CalendarWatch } from './calendar-watch.ts';
import { insertCalendarVersion } from './insert-calendar-version.ts';

/** On which other processes hear that the calendar has changed. */
export const CALENDAR_CHANNEL = 'onedoor_calendar';

/** How often a change is planned anew because somebody else's came first. */
const ATTEMPTS = 5;

/** Who makes a change, when (ISO instant), and which county day (`YYYY-MM-DD`) that is. */
export interface ChangeSignature {
  readonly by: string;
  readonly at: string;
  readonly today: string;
}

/** A change that was made, and the version it made. */
export interface CalendarMade extends CalendarPlan {
  readonly version: number;
}

/**
 * Plans a change on the calendar in force and makes it; the next request of this process sees it, and the open tasks
 * are told by and by (`src/tasks/clock/carry-calendar.ts`). `alongside` runs in the same transaction. Throws a Problem
 * (`calendar-conflict`) that names every conflict, with nothing changed.
 */
export async function changeCalendar(
  pool: pg.Pool,
  watch: CalendarWatch,
  change: CalendarChange,
  { by, at, today }: ChangeSignature,
  alongside?: (client: pg.PoolClient, made: CalendarMade) => Promise<void>,
): Promise<CalendarMade> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const inForce = await watch.refresh();
    const version = inForce.version + 1;
    const made = { ...soundPlan(planCalendarChange(inForce.calendar, change, today)), version };
    const committed = await inTransaction(pool, async (client) => {
      const record = { by, at, reason: change.reason, change };
      if (!(await insertCalendarVersion(client, version, made.after, record))) return false;
      await client.query('INSERT INTO calendar_carry (version) VALUES ($1)', [version]);
      await alongside?.(client, made);
      await client.query('SELECT pg_notify($1, $2)', [CALENDAR_CHANNEL, String(version)]);
      return true;
    });
    if (committed) {
      await failpoint('K1-calendar-committed');
      await watch.refresh();
      return made;
    }
  }
  throw new Problem('calendar-conflict', {
    zh: `日历在此期间被他人更改了 ${ATTEMPTS} 次，请稍后再试。`,
    en: `The calendar was changed ${ATTEMPTS} times meanwhile; try again later.`,
  });
}

/** The plan, where nothing stands against it. Throws `calendar-conflict`. */
export function soundPlan(plan: CalendarPlan): CalendarPlan {
  const [first] = plan.conflicts;
  if (first === undefined) return plan;
  throw new Problem(
    'calendar-conflict',
    {
      zh: `${first.message.zh}。`,
      en: `${first.message.en}.`,
    },
    {
      conflicts: plan.conflicts,
    },
  );
}
