import { CLOCK_PARTIES, type ClockParty, isClockParty, STOPPED_PARTIES } from '../calendar/clock-party.ts';
import type { Limit } from '../calendar/due-at.ts';
import type { LatenessCause } from '../calendar/lateness-cause.ts';
import { workingTimeInWords } from '../calendar/working-time-words.ts';
import { countyMinuteOf } from '../directory/county-day.ts';
import type { Title } from '../engine/define.ts';
import type { ClockEvent, DeadlineStanding, DueChange } from './clock-log.ts';

const NOBODY: Title = { zh: '不计时', en: 'nobody' };

/** What a party is called; time that is nobody's has a name too. */
export function partyTitle(party: ClockParty | null): Title {
  return party === null ? NOBODY : CLOCK_PARTIES[party];
}

/** Who has the clock of a task now, as lists say it: while it is stopped, that the task is parked and for what. */
export interface ClockNow extends Title {
  readonly party: ClockParty;
  /** True while the task is parked: no due date, no light, no ladder. */
  readonly stopped: boolean;
}

/** Who has the clock by a stored party; null where nobody's time is running. */
export function clockNow(stored: string | null): ClockNow | null {
  if (!isClockParty(stored)) return null;
  const { zh, en } = CLOCK_PARTIES[stored];
  if (!STOPPED_PARTIES.includes(stored)) return { party: stored, stopped: false, zh, en };
  return { party: stored, stopped: true, zh: `挂账（${zh}）`, en: `parked (${en})` };
}

/** A limit as it was given. */
export function limitInWords(limit: Limit): Title {
  if ('date' in limit) return { zh: `${limit.date} 前办结`, en: `by ${limit.date}` };
  if ('workingDays' in limit) {
    const n = limit.workingDays;
    return { zh: `${n} 个工作日`, en: `${n} working ${n === 1 ? 'day' : 'days'}` };
  }
  const n = limit.workingHours;
  return { zh: `${n} 个工作小时`, en: `${n} working ${n === 1 ? 'hour' : 'hours'}` };
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

/** What moved a due date, by the event that brought it; of other events their title says it. */
const REASONS: Readonly<Record<string, Title>> = {
  routed: { zh: '交办，期限自此起算', en: 'Dispatched; the limit counts from here' },
  ruled: { zh: '裁定交办，期限重新起算', en: 'Dispatched by a ruling; the limit counts anew' },
  limitResolved: { zh: '核定期限', en: 'The limit was resolved' },
  requestAssessed: { zh: '核定延期', en: 'The extension was assessed' },
  grant: { zh: '批准延期', en: 'An extension was granted' },
  endorse: { zh: '单位领导签批延期', en: 'An extension was signed by the leader of the unit' },
  upheld: { zh: '维持原交办，补回待裁定所占时间', en: 'Upheld; the wait for the ruling is credited' },
  resumed: { zh: '恢复办理，补回挂账时间', en: 'Resumed; the parked time is credited' },
  calendarChanged: { zh: '日历调整，按新日历重算', en: 'The calendar changed; counted anew' },
  decisionLimitSet: { zh: '转人工分派，限期决定', en: 'In triage, to be decided within its limit' },
};

/** Why a due date changed, and how. */
export function dueChangeInWords({ event, stateBefore, from, to }: DueChange, title: Title): Title {
  if (to === null) {
    if (event.state.startsWith('parked'))
      return { zh: '挂账，时钟停走', en: 'Parked; the clock stands still' };
    return { zh: `${title.zh}，不再计期`, en: `${title.en}; no due date any more` };
  }
  const cause = stateBefore === 'open.ruling' ? 'ruled' : (event.detail ?? event.type);
  const why = REASONS[cause] ?? title;
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
  const given = limit === undefined ? undefined : limitInWords(limit);
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
