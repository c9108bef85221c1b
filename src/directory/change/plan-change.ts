import { type RegisterPlan, type Trial, tryOperations } from '../../register/plan-operations.ts';
import { countyDayOf, DAY_MS, momentOf } from '../../vocabulary/county-day.ts';
import { checkDirectory } from '../check/check-directory.ts';
import type { Directory } from '../directory.ts';
import { diffDirectories, sortedDirectory } from '../files/directory-diff.ts';
import { nextWorkingDays, type OfficeCalendar, workingDaysBetween } from '../office-calendar.ts';
import { type CoverageGap, gapsOn, newGaps } from '../resolve/coverage.ts';
import { amendedPast } from './amended-past.ts';
import { applyOperation } from './apply-operation.ts';
import type { DirectoryChange, Operation } from './change.ts';
import { type LendableTask, refuseUnlessLendable } from './lendable-task.ts';
import type { Refusal } from './refusal.ts';
import { movesByPerson, type PersonSeats, type SeatMove, seatMoves } from './seat-moves.ts';
import { unitsTouched } from './units-touched.ts';

/** What a change would do, found out without doing it; `after` is one version on. */
export interface ChangePlan extends RegisterPlan<Directory, DirectoryChange> {
  readonly moves: readonly SeatMove[];
  /** Who is said to have answered in the past, where that is other than was known before. */
  readonly amended: readonly SeatMove[];
  /** The same moves by who gains and who loses. */
  readonly seatsGained: readonly PersonSeats[];
  readonly seatsLost: readonly PersonSeats[];
  /** Office hours in which, because of the change, nobody of a unit is there. */
  readonly gaps: readonly CoverageGap[];
}

export interface PlanTerms {
  /** The moment the change is made (ISO instant). */
  readonly at: string;
  readonly calendar: OfficeCalendar;
  /** Categories of the taxonomy, where duties are to be checked. */
  readonly categories?: ReadonlySet<string>;
  /** Open tasks by seat, to say how many would move. */
  readonly openTasks?: ReadonlyMap<string, number>;
  /** The open tasks that delegations for one task name; without the list they are not looked at. */
  readonly lendable?: ReadonlyMap<string, LendableTask>;
  /** Working days looked ahead for gaps. */
  readonly workingDays?: number;
}

/** Tries a change on a directory: the dry run and the first half of the real one. */
export function planDirectoryChange(
  directory: Directory,
  change: DirectoryChange,
  terms: PlanTerms,
): ChangePlan {
  const refused = (conflicts: ChangePlan['conflicts']): ChangePlan => ({
    before: directory,
    after: directory,
    change,
    conflicts,
    moves: [],
    amended: [],
    seatsGained: [],
    seatsLost: [],
    gaps: [],
  });

  const tried = tryOperations(directory, change.operations, trialOf(change, terms));
  if (tried.conflicts.length > 0) return refused(tried.conflicts);
  const after = sortedDirectory({ ...tried.draft, version: directory.version + 1 });
  const faults = newFaults(directory, after, terms.categories);
  if (faults.length > 0) return refused(faults);

  const touched = unitsTouched(directory, after);
  const gaps = gapsOfChange(directory, after, touched, terms);
  const moves = seatMoves(directory, after, {
    units: touched,
    from: terms.at,
    until: lastTurn(after, lastTurn(directory, terms.at)),
    openTasks: terms.openTasks ?? new Map(),
  });
  return {
    before: directory,
    after,
    change,
    conflicts: change.acceptGaps === undefined ? gapConflicts(gaps) : [],
    moves,
    amended: amendedPast(directory, after, touched, terms),
    seatsGained: movesByPerson(moves, 'after'),
    seatsLost: movesByPerson(moves, 'before'),
    gaps,
  };
}

function trialOf({ acceptPast }: DirectoryChange, { at, lendable }: PlanTerms): Trial<Directory, Operation> {
  const time = { now: at, acceptsPast: acceptPast !== undefined };
  return {
    apply(directory, operation) {
      refuseUnlessLendable(operation, lendable);
      return applyOperation(directory, operation, time);
    },
  };
}

/** Faults that were there before do not stop a change that has nothing to do with them. */
function newFaults(
  before: Directory,
  after: Directory,
  categories: ReadonlySet<string> | undefined,
): readonly Refusal[] {
  const faults = checkDirectory(after, categories);
  if (faults.length === 0) return [];
  const known = new Set(
    checkDirectory(before, categories).map(({ code, id, value }) => `${code} ${id} ${value}`),
  );
  return faults
    .filter(({ code, id, value }) => !known.has(`${code} ${id} ${value}`))
    .map(({ code, id, value, message }) => ({
      code,
      value,
      message: { zh: `${id}${message.zh}`, en: `${id} ${message.en}` },
    }));
}

/** The gaps torn on the days ahead, and by absences however far ahead. */
function gapsOfChange(
  before: Directory,
  after: Directory,
  touched: ReadonlySet<string>,
  { at, calendar, workingDays = 60 }: PlanTerms,
): readonly CoverageGap[] {
  const changed = diffDirectories(before, after).absences.written;
  const days = new Set([
    ...nextWorkingDays(calendar, countyDayOf(at), workingDays),
    ...changed.flatMap(({ from, until }) => workingDaysBetween(calendar, from > at ? from : at, until)),
  ]);
  const inOrder = [...days].toSorted();
  return newGaps(
    gapsOn(before, calendar, inOrder, touched),
    gapsOn(after, calendar, inOrder, touched),
  ).filter(({ until }) => until > at);
}

/** The first moment after which nothing more is planned to change, so that what holds then lasts. */
function lastTurn(directory: Directory, at: string): string {
  const { tenures, absences, delegations = [], units } = directory;
  const turns = [...tenures, ...absences, ...delegations, ...units].flatMap(({ from, until }) =>
    until === undefined ? [momentOf(from)] : [momentOf(from), momentOf(until)],
  );
  const last = turns.reduce((latest, turn) => Math.max(latest, turn), Date.parse(at));
  return new Date(last + DAY_MS).toISOString();
}

/** One refusal for a unit, however many days of it are uncovered. */
function gapConflicts(gaps: readonly CoverageGap[]): readonly Refusal[] {
  const byUnit = new Map<string, CoverageGap[]>();
  for (const gap of gaps) byUnit.set(gap.unit, [...(byUnit.get(gap.unit) ?? []), gap]);
  return [...byUnit.values()].flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    const days = [...new Set(list.map(({ day }) => day))];
    const more =
      days.length > 1
        ? { zh: `等${days.length}个工作日`, en: ` and ${days.length - 1} more days` }
        : { zh: '', en: '' };
    return [
      {
        code: 'leavesGap' as const,
        value: `${first.unit} ${days.join(' ')}`,
        message: {
          zh: `${first.unitName}在${first.day}${more.zh}将无人在岗，任务会落到专班${first.fallsTo}：${first.reason.zh}`,
          en: `Nobody of ${first.unitName} would be there on ${first.day}${more.en}, its tasks would fall to ${first.fallsTo}: ${first.reason.en}`,
        },
      },
    ];
  });
}
