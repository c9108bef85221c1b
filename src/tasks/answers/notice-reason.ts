import type { Calendar } from '../../calendar/calendar.ts';
import type { Decision, Rung } from '../../calendar/ladder/ladder.ts';
import type { Title } from '../../engine/definition/define.ts';
import { counted } from '../../platform/wording/counted.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { lateWords, leftInWords } from '../clock/time-left.ts';

/** What the reason of a notice is told from. */
export interface NoticeFacts {
  /** The due instant, the instant of the urge or the round that armed the rung; `receipt:` or `decision:` and the limit. */
  readonly cause: string;
  /** Per cent done as last reported; null where nobody said. */
  readonly percent: number | null;
  /** What the task force has to decide, where the notice is about that. */
  readonly decision: Decision | null;
}

/**
 * Why a notice is issued at an instant (ISO), in one sentence that stays true: what was left or late then is said to have
 * been so as it was issued.
 */
export function noticeReason(
  { when }: Pick<Rung, 'when'>,
  { cause, percent, decision }: NoticeFacts,
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
        en: `The urge of ${countyMinuteOf(cause)} went unanswered for ${counted(when.workingDays, 'working day')}`,
      };
    case 'receipt': {
      const due = limitIn(cause);
      const late = issuedLate(due, calendar, now);
      return {
        zh: `应于 ${countyMinuteOf(due)} 前签收，${late.zh}仍未签收`,
        en: `Was to be received by ${countyMinuteOf(due)} and was not${late.en}`,
      };
    }
    case 'decision': {
      const due = limitIn(cause);
      const { zh, en } = DECISIONS[decision ?? 'ruling'];
      if (decision === 'request' && Date.parse(now) >= Date.parse(due)) {
        return {
          zh: `应于 ${countyMinuteOf(due)} 前${zh}，逾期未决定，申请已失效`,
          en: `${en} was due ${countyMinuteOf(due)}; nobody decided and the request has lapsed`,
        };
      }
      const held =
        Date.parse(now) < Date.parse(due) ? issuedLeft(due, calendar, now) : issuedLate(due, calendar, now);
      return {
        zh: `应于 ${countyMinuteOf(due)} 前${zh}，${held.zh}尚未决定`,
        en: `${en} was due ${countyMinuteOf(due)} and had not been made${held.en}`,
      };
    }
  }
}

const DECISIONS: Readonly<Record<Decision, Title>> = {
  triage: { zh: '分派', en: 'An assignment' },
  ruling: { zh: '裁定', en: 'A ruling' },
  review: { zh: '审核办结申请', en: 'The review of the claim' },
  parking: { zh: '复核挂账', en: 'The review of the parking' },
  request: { zh: '批准或不予批准申请', en: 'A decision on the request' },
};

/** The instant in a cause of the kind `receipt:2026-…`; causes of earlier versions are the bare instant. */
function limitIn(cause: string): string {
  return cause.replace(/^[a-z]+:/, '');
}

function issuedLate(due: string, calendar: Calendar, now: string): Title {
  const late = lateWords(due, calendar, now);
  return late === undefined
    ? { zh: '签发时', en: ' as this was issued' }
    : { zh: `签发时已超时 ${late.zh}，`, en: `, ${late.en} late as this was issued` };
}

function issuedLeft(due: string, calendar: Calendar, now: string): Title {
  const left = leftInWords(due, calendar, now);
  return { zh: `签发时还有 ${left.zh}，`, en: `, with ${left.en} left as this was issued` };
}

function dueReason(dueAt: string, calendar: Calendar, now: string): Title {
  const due = countyMinuteOf(dueAt);
  if (Date.parse(now) < Date.parse(dueAt)) {
    const left = leftInWords(dueAt, calendar, now);
    return {
      zh: `${due} 到期，签发时还有 ${left.zh}`,
      en: `Due ${due}, with ${left.en} left as this was issued`,
    };
  }
  const late = lateWords(dueAt, calendar, now);
  return late === undefined
    ? { zh: `${due} 到期，签发时未办结`, en: `Due ${due} and not completed as this was issued` }
    : {
        zh: `${due} 到期，签发时未办结，已超期 ${late.zh}`,
        en: `Due ${due} and not completed, ${late.en} overdue as this was issued`,
      };
}

function ordinal(round: string): string {
  const ending = { '1': 'st', '2': 'nd', '3': 'rd' }[round] ?? 'th';
  return `${round}${ending}`;
}
