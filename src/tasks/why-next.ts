import type { Calendar } from '../calendar/calendar.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import { workingDaysLate } from '../calendar/working-time.ts';
import { countyDayOf } from '../directory/county-day.ts';
import type { Title } from '../engine/define.ts';
import type { TaskItem } from './task-view.ts';
import { lateInWords } from './time-left.ts';

/** Why a task is the one to take up next, in one sentence. */
export function whyNext(
  { dueAt, light, urgency, clock }: Pick<TaskItem, 'dueAt' | 'light' | 'urgency' | 'clock'>,
  calendar: Calendar,
  now: string,
): Title {
  if (clock?.stopped === true) return PARKED;
  const why = dueAt === null || light === 'none' ? WAITS_LONGEST : byDueDate(dueAt, light, calendar, now);
  if (urgency !== 'urgent') return why;
  return { zh: `紧急任务，${why.zh}`, en: `Urgent; ${why.en}` };
}

const PARKED = {
  zh: '挂账中，时钟停走；条件成就或到复核日期时恢复',
  en: 'parked; to be resumed once its condition comes true or its review date comes',
};
const WAITS_LONGEST = { zh: '尚无期限，等候最久', en: 'no due date yet, and waiting longest' };

function byDueDate(dueAt: string, light: TaskItem['light'], calendar: Calendar, now: string): Title {
  if (light === 'red') return lateInWords(workingDaysLate(calendar, dueAt, now));
  const days = workingDaysBetween(calendar, countyDayOf(now), countyDayOf(dueAt));
  if (days === 0) return { zh: '今天到期', en: 'due today' };
  const left = {
    zh: `还有 ${days} 个工作日到期`,
    en: `due in ${days} working ${days === 1 ? 'day' : 'days'}`,
  };
  if (light === 'yellow') return left;
  return { zh: `期限最近，${left.zh}`, en: `first to fall due, ${left.en}` };
}
