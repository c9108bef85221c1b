import { checkDirectory } from '../check-directory.ts';
import { countyDayOf, DAY_MS } from '../county-day.ts';
import { type CoverageGap, coverage, gapsIfAbsent, newGaps } from '../coverage.ts';
import type { Directory } from '../directory.ts';
import { sortedDirectory } from '../directory-diff.ts';
import type { OfficeCalendar } from '../office-calendar.ts';
import { applyOperation } from './apply-operation.ts';
import type { DirectoryChange } from './change.ts';
import { ChangeRefused, type Refusal } from './refusal.ts';
import { movesByPerson, type PersonSeats, type SeatMove, seatMoves } from './seat-moves.ts';
import { unitsTouched } from './units-touched.ts';

/** What a change would do, found out without doing it. */
export interface ChangePlan {
  /** The directory the change was planned on; it can be made only while that is still in force. */
  readonly before: Directory;
  /** The directory after the change, one version on; the same as before where an operation is refused. */
  readonly after: Directory;
  readonly change: DirectoryChange;
  /** Why it is refused; empty when it can be made. */
  readonly problems: readonly Refusal[];
  readonly moves: readonly SeatMove[];
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
  /** Working days looked ahead for gaps. */
  readonly workingDays?: number;
}

/** Who gains or loses a seat is looked at this far ahead; more than any planned absence or delegation. */
const HORIZON_MS = 400 * DAY_MS;

/** Tries a change on a directory: the dry run and the first half of the real one. */
export function planDirectoryChange(
  directory: Directory,
  change: DirectoryChange,
  terms: PlanTerms,
): ChangePlan {
  const refused = (problems: readonly Refusal[]): ChangePlan => ({
    before: directory,
    after: directory,
    change,
    problems,
    moves: [],
    seatsGained: [],
    seatsLost: [],
    gaps: [],
  });

  const applied = applyAll(directory, change, terms.at);
  if ('problems' in applied) return refused(applied.problems);
  const after = sortedDirectory({ ...applied.directory, version: directory.version + 1 });
  const faults = newFaults(directory, after, terms.categories);
  if (faults.length > 0) return refused(faults);

  const touched = unitsTouched(directory, after);
  const gaps = gapsOfChange(directory, after, touched, terms);
  const moves = seatMoves(directory, after, {
    units: touched,
    from: terms.at,
    until: new Date(Date.parse(terms.at) + HORIZON_MS).toISOString(),
    openTasks: terms.openTasks ?? new Map(),
  });
  return {
    before: directory,
    after,
    change,
    problems: change.acceptGaps === undefined ? gapProblems(gaps) : [],
    moves,
    seatsGained: movesByPerson(moves, 'after'),
    seatsLost: movesByPerson(moves, 'before'),
    gaps,
  };
}

/** Operations are tried in order; those after a refused one are tried too, so that all refusals are told at once. */
function applyAll(
  directory: Directory,
  { operations }: DirectoryChange,
  at: string,
): { directory: Directory } | { problems: readonly Refusal[] } {
  const problems: Refusal[] = [];
  let current = directory;
  for (const [place, operation] of operations.entries()) {
    try {
      current = applyOperation(current, operation, at);
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error;
      problems.push({ ...error.refusal, operation: place });
    }
  }
  return problems.length > 0 ? { problems } : { directory: current };
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

/** The gaps of the days ahead, and of new absences however far ahead. */
function gapsOfChange(
  before: Directory,
  after: Directory,
  touched: ReadonlySet<string>,
  terms: PlanTerms,
): readonly CoverageGap[] {
  const today = countyDayOf(terms.at);
  const ahead = newGaps(
    coverage(before, terms.calendar, today, terms.workingDays, touched).gaps,
    coverage(after, terms.calendar, today, terms.workingDays, touched).gaps,
  ).filter(({ until }) => until > terms.at);
  const old = new Set(before.absences);
  const added = after.absences.filter((absence) => !old.has(absence));
  const later = added.flatMap((absence) => {
    const without = { ...after, absences: after.absences.filter((other) => other !== absence) };
    return newGaps(ahead, gapsIfAbsent(without, absence, terms.calendar));
  });
  return [...ahead, ...later];
}

/** One refusal for a unit, however many days of it are uncovered. */
function gapProblems(gaps: readonly CoverageGap[]): readonly Refusal[] {
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
          en: `Nobody of ${first.unit} would be there on ${first.day}${more.en}, its tasks would fall to ${first.fallsTo}: ${first.reason.en}`,
        },
      },
    ];
  });
}
