import { z } from 'zod';
import { signatoryOf } from '../../../access/actor.ts';
import { calendarPlanView } from '../../../app/county/calendar-plan-view.ts';
import { calendarChangeSchema } from '../../../calendar/change/calendar-change.ts';
import { planCalendarChange } from '../../../calendar/change/plan-calendar-change.ts';
import { calendarRegister } from '../../../calendar/store/calendar-register.ts';
import { type CalendarPlanView, calendarPlan } from '../../../contract/calendar-plan.ts';
import { flag } from '../../../contract/page.ts';
import { isoOf } from '../../../platform/clock.ts';
import { changeRegister, expectNoConflict } from '../../../register/change-register.ts';
import { previewDeadlines } from '../../../tasks/clock/preview-deadlines.ts';
import { countyDayOf } from '../../../vocabulary/county-day.ts';
import { defineRoute } from '../../define-route.ts';

export const changeCalendar = defineRoute({
  method: 'POST',
  path: '/api/v1/calendar/changes',
  title: { zh: '变更工作日历', en: 'Change the calendar' },
  tag: 'calendar',
  description:
    '确认或替换一个年度、设定或取消本县调整、自某日起的办公时间；要么全部生效，要么全不生效。' +
    'dryRun=true 只试算：哪些在办任务的期限从何时移到何时、哪些由暂定转为确定或相反。生效后逐件通知在办任务。' +
    '试算与正式变更请用不同的 Idempotency-Key。Confirms or replaces a year, sets days of the county or office hours ' +
    'from a day on, as a whole or not at all; dryRun=true only foretells which deadlines move. Open tasks are told one ' +
    'by one once it is in force. Take different keys for dry run and change.',
  access: ['admin', 'taskForce'],
  idempotent: 'afterwards',
  query: z.strictObject({ dryRun: flag }),
  body: calendarChangeSchema.meta({ id: 'CalendarChange' }),
  responses: { 200: calendarPlan },
  problems: ['calendar-conflict'],
}).handledBy(async ({ body: change, query, caller, keepWith }, deps) => {
  const { pool, engine, calendars, clock } = deps;
  const open = { database: pool, registry: engine.registry };
  const at = isoOf(clock());
  const today = countyDayOf(at);
  if (query.dryRun === 'true') {
    const { version, calendar } = await calendars.refresh();
    const plan = expectNoConflict(calendarRegister, planCalendarChange(calendar, change, today));
    const preview = await previewDeadlines(open, plan.after);
    return { status: 200, body: calendarPlanView(plan, preview, { made: false, version }) };
  }
  let body: CalendarPlanView | undefined;
  await changeRegister(
    calendarRegister,
    { pool, watch: calendars },
    change,
    { by: signatoryOf(caller), at, today },
    async (client, made) => {
      const preview = await previewDeadlines(open, made.after);
      body = calendarPlanView(made, preview, { made: true, version: made.version });
      await keepWith(client, { status: 200, body });
    },
  );
  if (body === undefined) throw new Error('The change was made without its answer.');
  deps.waiters.wake();
  return { status: 200, body };
});
