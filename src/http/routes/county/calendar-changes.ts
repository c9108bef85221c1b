import { z } from 'zod';
import { changeCalendar } from '../../../app/county/change-calendar.ts';
import { calendarChangeSchema } from '../../../calendar/change/calendar-change.ts';
import { calendarPlan } from '../../../contract/county/calendar-plan.ts';
import { flag } from '../../../contract/page.ts';
import { defineRoute } from '../../define-route.ts';
import { askingOf } from '../../request/asking.ts';

export const calendarChanges = defineRoute({
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
}).handledBy(async ({ body, query, caller, keepWith }, deps) => {
  const asking = askingOf(caller, query, keepWith);
  return { status: 200, body: await changeCalendar(deps, body, asking) };
});
