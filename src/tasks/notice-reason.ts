import type { Calendar } from '../calendar/calendar.ts';
import type { Rung } from '../calendar/ladder.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import { workingDaysLate } from '../calendar/working-time.ts';
import { countyDayOf, countyMinuteOf } from '../directory/county-day.ts';
import type { Title } from '../engine/define.ts';
import { lateInWords } from './why-next.ts';

/** What the reason of a notice is told from. */
export interface NoticeFacts {
  /** The due instant, the instant of the urge or the round that armed the rung. */
  readonly cause: string;
  /** Per cent done as last reported; null where nobody said. */
  readonly percent: number | null;
}

/** Why a notice is issued at an instant (ISO), in one sentence. */
export function noticeReason(
  { when }: Pick<Rung, 'when'>,
  { cause, percent }: NoticeFacts,
  calendar: Calendar,
  now: string,
): Title {
  switch (when.cause) {
    case 'due':
      return dueReason(cause, calendar, now);
    case 'behind': {
      const { elapsedPercent: share, leastProgressPercent: least } = when;
      const done = percent === null ? '尚未反馈完成比例' : `最近反馈完成 ${percent}%`;
      const reported = percent === null ? 'no progress reported' : `${percent}% reported done`;
      return {
        zh: `办理时限已过 ${share}%，${done}，低于应有的 ${least}%`,
        en: `${share}% of the time has passed, ${reported}, ${least}% expected`,
      };
    }
    case 'sentBack':
      return {
        zh: `办结申请第 ${cause} 次被退办`,
        en: `The claim was sent back for the ${ordinal(cause)} time`,
      };
    case 'unanswered':
      return {
        zh: `${countyMinuteOf(cause)} 催办后满 ${when.workingDays} 个工作日未答复`,
        en: `The urge of ${countyMinuteOf(cause)} went unanswered for ${when.workingDays} working days`,
      };
    case 'decision':
      return {
        zh: `应于 ${countyMinuteOf(cause)} 前裁定或分派，至今未决定`,
        en: `A ruling or assignment was due ${countyMinuteOf(cause)} and has not been made`,
      };
  }
}

function dueReason(dueAt: string, calendar: Calendar, now: string): Title {
  const due = countyMinuteOf(dueAt);
  if (Date.parse(now) >= Date.parse(dueAt)) {
    const late = lateInWords(workingDaysLate(calendar, dueAt, now));
    return { zh: `${due} 到期，至今未办结，${late.zh}`, en: `Due ${due} and not completed, ${late.en}` };
  }
  const days = workingDaysBetween(calendar, countyDayOf(now), countyDayOf(dueAt));
  return days === 0
    ? { zh: `今天 ${due.slice(11)} 到期`, en: `Due today at ${due.slice(11)}` }
    : {
        zh: `${due} 到期，还有 ${days} 个工作日`,
        en: `Due ${due}, in ${days} working ${days === 1 ? 'day' : 'days'}`,
      };
}

function ordinal(round: string): string {
  const ending = { '1': 'st', '2': 'nd', '3': 'rd' }[round] ?? 'th';
  return `${round}${ending}`;
}
