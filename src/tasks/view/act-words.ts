import type { Calendar } from '../../calendar/calendar.ts';
import { workingDaysLate } from '../../calendar/working-time.ts';
import type { Title } from '../../engine/definition/define.ts';
import { byWhenInWords, lateInWords, leftInWords } from '../clock/time-left.ts';

/** An act by what it is called, and until when. */
export interface TimedAct {
  readonly title: Title;
  /** ISO instant. */
  readonly by: string | null;
}

/** What is to be done by when, as a clerk says it: 待签收，明天 17:30 前，还有 1 个工作日. */
export function actInWords({ title, by }: TimedAct, calendar: Calendar, now: string): Title {
  if (by === null) return title;
  if (Date.parse(by) < Date.parse(now)) {
    const late = lateInWords(workingDaysLate(calendar, by, now));
    return { zh: `${title.zh}，${late.zh}`, en: `${title.en}, ${late.en}` };
  }
  const when = byWhenInWords(by, now);
  const left = leftInWords(by, calendar, now);
  return { zh: `${title.zh}，${when.zh}，还有 ${left.zh}`, en: `${title.en} ${when.en}, ${left.en} left` };
}
