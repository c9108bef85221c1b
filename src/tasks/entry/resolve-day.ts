import { dueAt } from '../../calendar/limits/due-at.ts';
import type { Title } from '../../engine/definition/define.ts';
import { countyMinuteOf, DAY_MS } from '../../vocabulary/county-day.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { reviewAtOf } from '../answers/parking-review.ts';
import { type EntryTerms, type Finding, type Resolver, refused, warned } from './note.ts';

/** Nobody is given longer on purpose; a year mistyped is. */
const FAR_MS = 3 * 366 * DAY_MS;

/** Two years at most, with every holiday. */
const NEAR_WORKING_DAYS = 400;

/** A day by which something is to be done: it lies ahead, until the offices close on it. */
export const resolveDay: Resolver = (value, { within }, terms) => {
  const date = String(value);
  const findings = findingsOn({ date }, date, terms);
  if (within !== 'opening') return { findings };
  const next = countyMinuteOf(reviewAtOf(date, terms.county));
  const message = {
    zh: `${date} 不上班，顺延到 ${next}`,
    en: `Offices are closed on ${date}; it is put off to ${next}`,
  };
  return { findings: findings.map((one) => (one.code === 'day-off' ? { ...one, message } : one)) };
};

/** A budget or a date: it runs out ahead, and where it is a part of the task not after the task. */
export const resolveLimit: Resolver = (value, { within }, terms) => {
  const limit = value as Limit;
  const written = 'date' in limit ? limit.date : Object.values(limit).join();
  const found = findingsOn(limit, written, terms);
  const findings = within === 'task' ? [...found, ...afterTask(limit, terms)] : found;
  const at = `/${Object.keys(limit).join()}`;
  return { findings: findings.map((finding) => ({ ...finding, at })) };
};

function findingsOn(limit: Limit, written: string, { county, at }: EntryTerms): readonly Finding[] {
  // A budget of months runs out ahead and not far, whatever the calendar says.
  if ('workingDays' in limit && limit.workingDays <= NEAR_WORKING_DAYS) return [];
  const due = dueAt({ calendar: county.calendar(), from: at, limit });
  if (due.at <= at) return [refused('day-past', past(written))];
  const off = due.note === undefined ? [] : [warned('day-off', due.note)];
  const isFar = Date.parse(due.at) - Date.parse(at) > FAR_MS;
  return isFar ? [...off, warned('day-far', far(written, due.at))] : off;
}

function afterTask(limit: Limit, { county, at, task }: EntryTerms): readonly Finding[] {
  const due = dueAt({ calendar: county.calendar(), from: at, limit });
  if (task?.dueAt === null || task?.dueAt === undefined || due.at <= task.dueAt) return [];
  const by = countyMinuteOf(task.dueAt);
  const message = {
    zh: `期限晚于任务期限 ${by}，将按任务期限计`,
    en: `The limit is later than the task's own, ${by}; that one will count`,
  };
  return [warned('limit-after-task', message)];
}

function past(written: string): Title {
  return { zh: `${written} 已经过去，请填今后的日期`, en: `${written} has passed; expected a day ahead` };
}

function far(written: string, due: string): Title {
  const by = countyMinuteOf(due);
  return {
    zh: `${written}：${by} 到期，在三年以后，请核对是否笔误`,
    en: `${written}: due ${by}, more than three years ahead; check for a slip of the keyboard`,
  };
}
