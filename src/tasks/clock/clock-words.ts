import type { LatenessCause } from '../../calendar/clock/lateness-cause.ts';
import { workingTimeInWords } from '../../calendar/working-time-words.ts';
import type { ClockNow } from '../../contract/task.ts';
import type { Title } from '../../engine/definition/define.ts';
import {
  CLOCK_PARTIES,
  type ClockParty,
  isClockParty,
  STOPPED_PARTIES,
} from '../../vocabulary/clock-party.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { limitInWords } from '../../vocabulary/limit-words.ts';
import type { ClockEvent, DeadlineStanding, DueChange } from './clock-log.ts';

const NOBODY: Title = { zh: '不计时', en: 'nobody' };

/** What a party is called; time that belongs to no party has a name, too. */
export function partyTitle(party: ClockParty | null): Title {
  return party === null ? NOBODY : CLOCK_PARTIES[party];
}

/** Who has the clock by a stored party; null where nobody's time is running. */
export function clockNow(stored: string | null): ClockNow | null {
  if (!isClockParty(stored)) return null;
  const { zh, en } = CLOCK_PARTIES[stored];
  if (!STOPPED_PARTIES.includes(stored)) return { party: stored, stopped: false, zh, en };
  return { party: stored, stopped: true, zh: `挂账（${zh}）`, en: `parked (${en})` };
}

/** Who caused a lateness, with the minutes that say so. */
export function causeInWords({ party, minutes, ofMinutes }: LatenessCause, minutesPerDay: number): Title {
  const title = CLOCK_PARTIES[party];
  const own = workingTimeInWords(minutes, minutesPerDay);
  const all = workingTimeInWords(ofMinutes, minutesPerDay);
  return {
    zh: `占时最多的是“${title.zh}”：计时 ${all.zh}，其中占 ${own.zh}`,
    en: `Most of the time lay with: ${title.en}, ${own.en} of ${all.en}`,
  };
}

/** Why a due date changed, and how; `moved` is what the workflow says of it, `title` what the event is called. */
export function dueChangeInWords(
  { from, to }: Pick<DueChange, 'from' | 'to'>,
  moved: Title | undefined,
  title: Title,
): Title {
  if (to === null) return moved ?? { zh: `${title.zh}，不再计期`, en: `${title.en}; no due date any more` };
  const why = moved ?? title;
  if (from === null)
    return { zh: `${why.zh}：${countyMinuteOf(to)} 到期`, en: `${why.en}: due ${countyMinuteOf(to)}` };
  return {
    zh: `${why.zh}：由 ${countyMinuteOf(from)} 改为 ${countyMinuteOf(to)}`,
    en: `${why.en}: from ${countyMinuteOf(from)} to ${countyMinuteOf(to)}`,
  };
}

/** What the first sentence about a clock is told from. */
export interface ClockSummary {
  readonly standing: DeadlineStanding;
  readonly limit: Limit | undefined;
  readonly late: { readonly words: Title; readonly cause: { readonly words: Title } | null } | null;
  readonly last: ClockEvent | undefined;
}

/** From when to when a task counts, who has the clock, and whether it is late. */
export function summaryInWords({ standing, limit, late, last }: ClockSummary): Title {
  const { budget, dueAt, originalDueAt } = standing;
  const given = limit === undefined ? undefined : limitUpTo(limit);
  const counted = {
    zh: `自 ${countyMinuteOf(budget.at)} 起计期${given === undefined ? '' : `，限 ${given.zh}`}`,
    en: `Counted from ${countyMinuteOf(budget.at)}${given === undefined ? '' : `, limit ${given.en}`}`,
  };
  const due = dueInWords(dueAt, originalDueAt);
  const party = last?.party ?? null;
  const holder =
    party === null
      ? []
      : [{ zh: `现计时方：${CLOCK_PARTIES[party].zh}`, en: `the clock is with: ${CLOCK_PARTIES[party].en}` }];
  const lateness = late === null ? [] : [late.words, ...(late.cause === null ? [] : [late.cause.words])];
  const parts = [counted, ...due, ...holder, ...lateness];
  return { zh: `${parts.map(({ zh }) => zh).join('；')}。`, en: `${parts.map(({ en }) => en).join('; ')}.` };
}

/** A limit as it was given; a date is the last day. */
export function limitUpTo(limit: Limit): Title {
  const { zh, en } = limitInWords(limit);
  return 'date' in limit ? { zh: `${zh} 前办结`, en: `by ${en}` } : { zh, en };
}

function dueInWords(dueAt: string | null, original: string | null): readonly Title[] {
  if (dueAt === null) return [];
  const moved = original !== null && original !== dueAt;
  return [
    {
      zh: `${countyMinuteOf(dueAt)} 到期${moved ? `（原定 ${countyMinuteOf(original)}）` : ''}`,
      en: `due ${countyMinuteOf(dueAt)}${moved ? ` (at first ${countyMinuteOf(original)})` : ''}`,
    },
  ];
}
