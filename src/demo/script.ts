import { countyDayOf, DAY_MS } from '../vocabulary/county-day.ts';
/** What the simulated county does differently from plain diligence, so that there is something to supervise. */
export type Lapse = 'notReceived' | 'sectionStalls' | 'notReviewed';

/** Matters whose date lies in the past on whatever day the demonstration runs; each is left late in its own way. */
export const lateMatters: readonly {
  readonly title: string;
  readonly unit: string;
  readonly lapse: Lapse;
}[] = [
  { title: '政务短信平台整合', unit: '县机关事务管理服务中心', lapse: 'notReceived' },
  { title: '古树名木保护一张图', unit: '县林业局', lapse: 'sectionStalls' },
  { title: '道路事故快处快赔线上办', unit: '县公安局', lapse: 'notReviewed' },
];

/** A row of the sample whose date may have passed by the day of the demonstration: then a section stalls on it. */
const SAMPLE_LATE = '老旧小区加装电梯联审';

/** How many claims the task force sends back before it passes them. */
export const SEND_BACKS = 2;

/** How a matter is left late; undefined where everybody does what they should. `nowMs` is epoch milliseconds. */
export function lapseOf(
  task: { readonly title: string; readonly dueAt: string | null },
  nowMs: number,
): Lapse | undefined {
  const planned = lateMatters.find(({ title }) => title === task.title);
  if (planned !== undefined) return planned.lapse;
  const overdue = task.dueAt !== null && Date.parse(task.dueAt) < nowMs;
  return overdue && task.title === SAMPLE_LATE ? 'sectionStalls' : undefined;
}

/** The time limit of a matter that is late from its first day: a date that has passed has to be meant. */
export function lateByAWeek(nowMs: number) {
  return { limit: { date: aWeekBefore(nowMs) }, acceptPastDate: '演示超期与督办' };
}

/** The county day a week before `nowMs`. */
export function aWeekBefore(nowMs: number): string {
  return countyDayOf(nowMs - 7 * DAY_MS);
}
