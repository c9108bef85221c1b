import type { Numbering } from '../definition/define.ts';
import type { Task } from './task.ts';

/** The series of workflows that declare none. */
const UNNAMED: Numbering = { series: () => 'T-', consecutive: false };
const FEWEST_DIGITS = 6;

/** A count in its series, as people read it, e.g. `2026-000123`; the commit writes those it counts in the same way. */
export function numberIn(series: string, count: number): string {
  return `${series}${String(count).padStart(FEWEST_DIGITS, '0')}`;
}

/** What stands where a number will be, until the commit has counted it. Nobody can write it before the id is made. */
export function numberToCome(taskId: string): string {
  return `#${taskId}#`;
}

/** The number of a new task, and the series in which the commit is to count it, where it has to. */
export function numberOfNew(
  taskId: string,
  serial: number,
  createdAt: string,
  { series, consecutive }: Numbering = UNNAMED,
): { readonly number: string; readonly series: string | undefined } {
  const name = series(createdAt);
  return consecutive
    ? { number: numberToCome(taskId), series: name }
    : { number: numberIn(name, serial), series: undefined };
}

/** A text that was written before the task had its number, with the number in it. */
export function withNumber(text: string, { id, number }: Pick<Task, 'id' | 'number'>): string {
  return text.replaceAll(numberToCome(id), number);
}
