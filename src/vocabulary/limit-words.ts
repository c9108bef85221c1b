import { counted } from '../platform/wording/counted.ts';
import type { Words } from '../platform/wording/words.ts';
import type { Limit } from './limit.ts';

/** A limit as it was given; a date stands as it is. */
export function limitInWords(limit: Limit): Words {
  if ('date' in limit) return { zh: limit.date, en: limit.date };
  if ('workingDays' in limit) {
    const n = limit.workingDays;
    return { zh: `${n} 个工作日`, en: counted(n, 'working day') };
  }
  const n = limit.workingHours;
  return { zh: `${n} 个工作小时`, en: counted(n, 'working hour') };
}
