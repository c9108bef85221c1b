import type { Calendar } from '../../calendar/calendar.ts';
import { workingDaysBetween } from '../../calendar/working-days.ts';
import { type Lateness, workingDaysLate, workingMinutesBetween } from '../../calendar/working-time.ts';
import { countedTime } from '../../calendar/working-time-words.ts';
import type { Title } from '../../engine/definition/define.ts';
import { countyDayOf, countyMinuteOf } from '../../vocabulary/county-day.ts';

/** How long is left until an instant, as people count: working days, on the day itself hours, then minutes. */
export function leftInWords(by: string, calendar: Calendar, now: string): Title {
  const days = workingDaysBetween(calendar, countyDayOf(now), countyDayOf(by));
  if (days > 0) return countedTime({ wholeDays: days, minutes: 0 });
  return countedTime({ wholeDays: 0, minutes: Math.max(1, workingMinutesBetween(calendar, now, by)) });
}

/** By how much an instant has been missed, in the largest unit that is full; undefined while no working time has passed since. */
export function lateWords(by: string, calendar: Calendar, now: string): Title | undefined {
  return spentInWords(workingDaysLate(calendar, by, now));
}

/** Working time that has passed, in the largest unit that is full; undefined where none has. */
export function spentInWords({
  wholeDays,
  minutes,
}: Pick<Lateness, 'wholeDays' | 'minutes'>): Title | undefined {
  return minutes === 0 ? undefined : countedTime({ wholeDays, minutes });
}

/** How late, in the words of a clerk. */
export function lateInWords(late: Pick<Lateness, 'wholeDays' | 'minutes'>): Title {
  const spent = spentInWords(late);
  // Due times lie at closing: the first late hours hold no working time at all.
  if (spent === undefined) return { zh: '已过期限', en: 'past its due time' };
  return { zh: `已超期 ${spent.zh}`, en: `${spent.en} overdue` };
}

/** When something is to be done, as people say it: 今天 17:30 前, 明天 17:30 前, or the day itself. */
export function byWhenInWords(by: string, now: string): Title {
  const [day, time] = [countyDayOf(by), countyMinuteOf(by).slice(11)];
  const ahead = Math.round((Date.parse(day) - Date.parse(countyDayOf(now))) / 86_400_000);
  const named = NAMED_DAYS[ahead];
  if (named !== undefined) return { zh: `${named.zh} ${time} 前`, en: `by ${time} ${named.en}` };
  return { zh: `${countyMinuteOf(by)} 前`, en: `by ${countyMinuteOf(by)}` };
}

const NAMED_DAYS: Readonly<Record<number, Title>> = {
  0: { zh: '今天', en: 'today' },
  1: { zh: '明天', en: 'tomorrow' },
};
