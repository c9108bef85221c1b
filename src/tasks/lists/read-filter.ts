import { type SoughtWord, soughtWords } from '../../platform/wording/fold-text.ts';
import { countyDayAfter, startOfCountyDay } from '../../vocabulary/county-day.ts';
import type { View } from '../view/task-view.ts';
import { askedKinds } from './asked-kinds.ts';
import {
  askedActs,
  askedCategory,
  askedLight,
  askedSeat,
  askedStates,
  askedUnits,
  askedUrgency,
} from './asked-names.ts';
import { askedPerson } from './asked-person.ts';
import type { ReadScope } from './read-scope.ts';
import { refusedFilter } from './refused-filter.ts';
import type { InstantRange, RowFilter } from './row-filter.ts';
import type { TaskFilter } from './task-filter.ts';

/** Fewest characters a text search works on: one 汉字 is in half of all titles. */
const FEWEST_CHARACTERS = 2;
const MOST_WORDS = 8;

/**
 * Turns a filter into what is asked of rows at one instant: names are looked up, days are spread out, and without a kind
 * the registered tasks are meant. Throws `query-invalid`, with what there is, for what names nothing.
 */
export function rowFilterOf(filter: TaskFilter, view: View, scope: ReadScope): RowFilter {
  const { parent, light, status, received, source } = filter;
  const words = filter.text === undefined ? undefined : askedWords(filter.text);
  const { workflows, parts } = askedKinds(filter, words, view, scope);
  return present({
    units: filter.unit === undefined ? undefined : askedUnits(filter.unit, view),
    seat: filter.seat === undefined ? undefined : askedSeat(filter.seat, view),
    states: filter.state === undefined ? undefined : askedStates(filter.state, workflows, view),
    category: filter.category === undefined ? undefined : askedCategory(filter.category, view),
    urgency: filter.urgency === undefined ? undefined : askedUrgency(filter.urgency),
    source: source?.trim(),
    workflows,
    parts: parts || undefined,
    parent,
    open: openOf(filter, status),
    received: received && received === 'true',
    light: light === undefined ? undefined : { is: askedLight(light), ...view.bounds },
    act: actAsked(filter, workflows, view),
    late: filter.late && { is: filter.late === 'true', now: view.now },
    due: daysOf('due', filter.dueFrom, filter.dueTo),
    created: daysOf('created', filter.createdFrom, filter.createdTo),
    closed: daysOf('closed', filter.closedFrom, filter.closedTo),
    answered: filter.person === undefined ? undefined : askedPerson(filter.person, view),
    words,
  });
}

function openOf(
  { light, act, actLate }: Pick<TaskFilter, 'light' | 'act' | 'actLate'>,
  status: TaskFilter['status'],
): boolean | undefined {
  if (light !== undefined && status === 'closed') {
    throw refusedFilter('light', light, { zh: '已结任务没有灯色', en: 'closed tasks have no light' });
  }
  const ofNow = act ?? actLate;
  if (ofNow !== undefined && status === 'closed') {
    const what = act === undefined ? 'actLate' : 'act';
    throw refusedFilter(what, ofNow, {
      zh: '已结任务没有待办的事',
      en: 'nothing is to be done on closed tasks',
    });
  }
  return light !== undefined || ofNow !== undefined ? true : status && status === 'open';
}

function actAsked(
  { act, actLate }: TaskFilter,
  workflows: readonly string[] | undefined,
  view: View,
): RowFilter['act'] {
  if (act === undefined && actLate === undefined) return undefined;
  return present({
    codes: act === undefined ? undefined : askedActs(act, workflows, view),
    late: actLate && actLate === 'true',
    now: view.now,
  });
}

function askedWords(text: string): readonly SoughtWord[] {
  const words = soughtWords(text);
  const characters = words.reduce((sum, word) => sum + Array.from(word.folded).length, 0);
  const isNumber = words.some(({ number, count }) => number !== undefined || count !== undefined);
  if (characters < FEWEST_CHARACTERS && !isNumber) {
    throw refusedFilter('text', text, {
      zh: `至少要有 ${FEWEST_CHARACTERS} 个字（标点和空格不算）`,
      en: `expected ${FEWEST_CHARACTERS} or more letters or digits`,
    });
  }
  if (words.length > MOST_WORDS) {
    throw refusedFilter('text', text, {
      zh: `至多 ${MOST_WORDS} 个词`,
      en: `expected at most ${MOST_WORDS} words`,
    });
  }
  return [...new Map(words.map((word) => [word.folded, word])).values()];
}

function daysOf(what: string, from: string | undefined, to: string | undefined): InstantRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  const range = present({ from: from && startOf(from), before: to && endOf(to) });
  if (range.from !== undefined && range.before !== undefined && range.from >= range.before) {
    throw refusedFilter(`${what}From`, from ?? '', {
      zh: `起始晚于 ${what}To=${to}，不会有任何任务`,
      en: `it lies after ${what}To=${to}, so that nothing can be found`,
    });
  }
  return range;
}

function startOf(day: string): string {
  return day.length === 10 ? startOfCountyDay(day) : new Date(day).toISOString();
}

/** The instant just after a day, or after the millisecond of an instant, since the end is included. */
function endOf(day: string): string {
  return day.length === 10
    ? startOfCountyDay(countyDayAfter(day, 1))
    : new Date(Date.parse(day) + 1).toISOString();
}

function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
