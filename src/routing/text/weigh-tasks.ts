import type { Precedent } from '../precedent.ts';
import { type Posting, type Postings, postingOf } from './posting.ts';
import type { Segment } from './segment.ts';

/** How loudly past tasks speak: `weight` at most, half of it for a word seen in `halfAt` tasks of a unit. */
export interface TaskWeighing {
  readonly weight: number;
  readonly halfAt: number;
}

// Of a word that many units use, only those are kept that use it most out of proportion.
const UNITS_PER_WORD = 64;

// Precedents are plain data that never changes, so each is cut into words once however often the model is taught anew.
// One text each, not a list: of a hundred thousand lists the garbage collector would look at every word.
const cutTasks = new WeakMap<Precedent, string>();

/**
 * What the words of past tasks say: how much more often a word occurs in the tasks of a unit than in those of all
 * others, from nothing (as often) to `weight` (nowhere else). Withdrawn tasks and those of unknown units teach nothing;
 * the order of tasks does not matter.
 */
export function weighTasks(
  precedents: Iterable<Precedent>,
  numbers: ReadonlyMap<string, number>,
  segment: Segment,
  read: number,
  weighing: TaskWeighing,
): Postings {
  const heardWith = new Map<string, number[]>();
  const tasksOf = new Map<number, number>();
  let tasks = 0;
  for (const precedent of precedents) {
    const unit = numbers.get(precedent.unit);
    if (unit === undefined || precedent.withdrawnAt !== undefined) continue;
    tasks++;
    tasksOf.set(unit, (tasksOf.get(unit) ?? 0) + 1);
    for (const word of wordsOf(precedent, segment, read)) {
      const units = heardWith.get(word);
      if (units) units.push(unit);
      else heardWith.set(word, [unit]);
    }
  }
  const postings = new Map<string, Posting>();
  for (const [word, units] of heardWith) {
    const pairs = weighWord(units, tasksOf, tasks, weighing);
    if (pairs.length > 0) postings.set(word, postingOf(pairs));
  }
  return postings;
}

function weighWord(
  units: readonly number[],
  tasksOf: ReadonlyMap<number, number>,
  tasks: number,
  { weight: most, halfAt }: TaskWeighing,
): [number, number][] {
  const counts = new Map<number, number>();
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const pairs: [number, number][] = [];
  for (const [unit, count] of counts) {
    const own = tasksOf.get(unit) ?? 1;
    const here = count / own;
    const elsewhere = (units.length - count) / Math.max(1, tasks - own);
    const preference = (here - elsewhere) / (here + elsewhere);
    if (preference > 0) pairs.push([unit, (most * preference * count) / (count + halfAt)]);
  }
  return pairs.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, UNITS_PER_WORD);
}

function wordsOf(precedent: Precedent, segment: Segment, read: number): readonly string[] {
  const known = cutTasks.get(precedent);
  if (known !== undefined) return known === '' ? [] : known.split('\n');
  const text = `${precedent.title}\n${precedent.goal ?? ''}`.normalize('NFKC').slice(0, read);
  const words = [...new Set(segment(text))];
  cutTasks.set(precedent, words.join('\n'));
  return words;
}
