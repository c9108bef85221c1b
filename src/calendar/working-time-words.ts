import type { Title } from '../engine/definition/define.ts';
import { counted } from '../platform/wording/counted.ts';
import type { Calendar } from './calendar.ts';
import { dayIndexOf, hoursOfDay } from './day-index.ts';
import { dayOfMs, msOfInstant } from './shanghai-time.ts';

/** Working minutes of the day an instant lies in, whether or not offices work on it: what a working day is worth then. */
export function minutesOfWorkingDay(calendar: Calendar, at: string): number {
  return hoursOfDay(dayIndexOf(calendar), dayOfMs(msOfInstant(at, 'at'))).minutes;
}

/** Working minutes as a clerk counts them: working days, hours and minutes, what is zero left out. */
export function workingTimeInWords(minutes: number, minutesPerDay: number): Title {
  const days = Math.floor(minutes / minutesPerDay);
  const hours = Math.floor((minutes % minutesPerDay) / 60);
  const rest = (minutes % minutesPerDay) % 60;
  if (minutes === 0) return { zh: '0 分钟', en: '0 minutes' };
  const zh = [days > 0 && `${days} 个工作日`, hours > 0 && `${hours} 小时`, rest > 0 && `${rest} 分钟`];
  const en = [days > 0 && counted(days, 'working day'), hours > 0 && `${hours} h`, rest > 0 && `${rest} min`];
  return { zh: joined(zh), en: joined(en) };
}

/** Working time as people count it: full working days, below one day hours, below one hour minutes. */
export function countedTime({
  wholeDays,
  minutes,
}: {
  readonly wholeDays: number;
  readonly minutes: number;
}): Title {
  if (wholeDays > 0) {
    return { zh: `${wholeDays} 个工作日`, en: counted(wholeDays, 'working day') };
  }
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return { zh: `${hours} 小时`, en: counted(hours, 'working hour') };
  return { zh: `${minutes} 分钟`, en: counted(minutes, 'working minute') };
}

function joined(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' ');
}
