import { dayIndexOf, openingMs } from '../../calendar/day-index.ts';
import { limitFor, type TaskLimits } from '../../calendar/limits/task-limits.ts';
import { dayOfDate, instantOfMs } from '../../calendar/shanghai-time.ts';
import { dayAfterWorkingDays, workingDaysBetween } from '../../calendar/working-days.ts';
import type { Title } from '../../engine/definition/define.ts';
import { counted } from '../../platform/wording/counted.ts';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import type { County } from '../county.ts';

/** When a parked task is reviewed: as offices open on the day, or on the next on which they do. */
export function reviewAtOf(date: string, county: County): string {
  const index = dayIndexOf(county.calendar());
  const day = dayAfterWorkingDays(index, dayOfDate(date) - 1, 1);
  return instantOfMs(openingMs(index, day));
}

/** Why a review lies further ahead than limits allow; undefined where it does not. */
export function reviewTooFar(
  date: string,
  county: County,
  limits: TaskLimits,
  now: string,
): Title | undefined {
  const { mostWorkingDays } = limitFor(limits, 'parking');
  const ahead = workingDaysBetween(county.calendar(), countyDayOf(now), date);
  if (ahead <= mostWorkingDays) return undefined;
  return {
    zh: `复核日期最远为 ${mostWorkingDays} 个工作日之后`,
    en: `The review date may lie at most ${counted(mostWorkingDays, 'working day')} ahead`,
  };
}
