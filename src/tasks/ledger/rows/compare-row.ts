import type { LedgerColumn } from '../../../contract/ledger-columns.ts';
import type { Directory } from '../../../directory/directory.ts';
import { foldName } from '../../../sheet/fold.ts';
import { countyDayOf } from '../../../vocabulary/county-day.ts';
import { readCoUnit } from '../../unit-groups.ts';
import { URGENCY_WORDS } from '../../view/urgency-words.ts';
import { writtenOut } from '../cells/co-units.ts';
import { type Criterion, criteriaCell } from '../cells/criteria-cell.ts';
import { isSameLimit, limitFrom, limitText } from '../cells/read-limit.ts';
import type { WrittenMatter } from '../cells/read-row.ts';
import { unitsCell } from '../cells/units-cell.ts';
import { type RegisteredTask, unitIdentity } from './registered-task.ts';

/** A column in which a row says something else than the task that was registered. */
export interface Difference {
  readonly column: LedgerColumn;
  readonly was: string;
  readonly is: string;
}

export interface CompareTerms {
  readonly directory: Directory;
  /** ISO instant. */
  readonly now: string;
}

/** Where a row differs from the task it became; cells that are empty say nothing. */
export function differencesOf(
  row: WrittenMatter,
  task: RegisteredTask,
  terms: CompareTerms,
): readonly Difference[] {
  const { matter } = task;
  return [
    ...textDifference('任务名称', matter.title, row.title),
    ...textDifference('工作目标', matter.goal, row.goal),
    ...criteriaDifference(matter.criteria, row.criteria),
    ...(hasLead(row.leadUnit, task, terms) ? [] : textDifference('牵头单位', matter.leadUnit, row.leadUnit)),
    ...coUnitDifference(row, task, terms),
    ...textDifference('事项分类', matter.category, row.category),
    ...textDifference('属地', matter.region, row.region),
    ...wordsDifference('关键词', matter.keywords, row.keywords),
    ...limitDifference(row, task),
    ...textDifference('紧急程度', URGENCY_WORDS[matter.urgency], row.urgency && URGENCY_WORDS[row.urgency]),
    ...textDifference('来源', matter.source, row.source),
  ];
}

function textDifference(
  column: LedgerColumn,
  was: string | undefined,
  is: string | undefined,
): readonly Difference[] {
  return is === undefined || foldName(was ?? '') === foldName(is) ? [] : [{ column, was: was ?? '', is }];
}

function wordsDifference(
  column: LedgerColumn,
  was: readonly string[],
  is: readonly string[],
): readonly Difference[] {
  return is.length === 0 || sameSet(was, is) ? [] : [{ column, was: unitsCell(was), is: unitsCell(is) }];
}

/** True where a row names no lead unit, or one that the task was given to. */
export function hasLead(
  written: string | undefined,
  task: RegisteredTask,
  { directory, now }: CompareTerms,
): boolean {
  const unit = unitIdentity(written, directory, now);
  return (
    unit === undefined || unit === task.unit || unit === unitIdentity(task.matter.leadUnit, directory, now)
  );
}

/** True where a row says the limit under which a task was registered, or the day on which it is due now. */
export function hasLimit({ limit }: WrittenMatter, { matter, createdAt, dueAt }: RegisteredTask): boolean {
  if (limit === undefined) return matter.limit === undefined || matter.limitBy !== undefined;
  if (matter.limit !== undefined && isSameLimit(matter.limit, limit, countyDayOf(createdAt))) return true;
  return 'date' in limit && dueAt !== null && limit.date === countyDayOf(dueAt);
}

function limitDifference(row: WrittenMatter, task: RegisteredTask): readonly Difference[] {
  const { limit } = row;
  if (limit === undefined || hasLimit(row, task)) return [];
  const was = task.matter.limit === undefined ? '' : limitText(task.matter.limit);
  return [{ column: '完成时限', was, is: limitText(limitFrom(limit, countyDayOf(task.createdAt))) }];
}

function criteriaDifference(was: readonly Criterion[], is: readonly Criterion[]): readonly Difference[] {
  const [before, after] = [criteriaCell(was), criteriaCell(is)];
  if (is.length === 0 || foldName(before) === foldName(after)) return [];
  return [{ column: '验收标准', was: before, is: after }];
}

/** The co-organising units of a row as its task would record them. */
export function coUnitsOf(
  row: WrittenMatter,
  { unit }: RegisteredTask,
  { directory, now }: CompareTerms,
): readonly string[] {
  const lead = unitIdentity(row.leadUnit, directory, now) ?? unit ?? undefined;
  return writtenOut(
    row.coUnits.map((name) => readCoUnit(name, directory, now)),
    lead,
  );
}

function coUnitDifference(
  row: WrittenMatter,
  task: RegisteredTask,
  terms: CompareTerms,
): readonly Difference[] {
  if (row.coUnits.length === 0) return [];
  const { directory, now } = terms;
  const { matter, unit } = task;
  const written = coUnitsOf(row, task, terms);
  const identity = (name: string) => unitIdentity(name, directory, now) ?? name;
  // A lead unit among them was left out when it was registered, whichever it was then.
  const before = matter.coUnits.map(identity).filter((code) => code !== unit);
  if (
    sameSet(
      before,
      written.map(identity).filter((code) => code !== unit),
    )
  )
    return [];
  return [{ column: '配合单位', was: unitsCell(matter.coUnits), is: unitsCell(written) }];
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [before, after] = [new Set(a.map(foldName)), new Set(b.map(foldName))];
  return before.size === after.size && [...before].every((text) => after.has(text));
}
