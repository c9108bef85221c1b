import type { Directory } from '../../directory/directory.ts';
import type { Work } from '../../platform/in-slices.ts';
import type { TaskMemory } from '../text/teaching/task-memory.ts';
import type { TextModel } from '../text/text-ranking.ts';
import type { Precedent } from './precedent.ts';
import type { RoutingBook } from './prepare-routing.ts';
import { amendRulings, bookRulings, type RulingBook } from './ruling-book.ts';

/** What a book is kept from. */
export interface BookSources {
  /** Makes the book of a directory, but for its text model. */
  readonly prepare: (directory: Directory, rulings: RulingBook) => RoutingBook;
  /** The text model that stands for a directory at a moment (ISO instant). */
  readonly text?: (directory: Directory, now: string) => TextModel;
  readonly memory: TaskMemory;
  /** What the memory has been taught already. */
  readonly taught?: readonly Precedent[];
}

/** So many tasks are learned at one go beside other work; those of a larger import with the calls that follow. */
const AT_ONCE = 50;

/**
 * Keeps the book in step with directory and precedents. What is ruled, assigned or accepted counts and teaches at once,
 * at the cost of that one task; what is withdrawn is forgotten at once, words and all. A new directory makes the book
 * anew, but nothing is learned or filed again for it.
 */
export function keepBook({
  prepare,
  text,
  memory,
  taught = [],
}: BookSources): (directory: Directory, precedents: readonly Precedent[], now: string) => RoutingBook {
  let known = taught;
  let book: RoutingBook | undefined;

  return (directory, precedents, now) => {
    const most = book === undefined ? Number.POSITIVE_INFINITY : AT_ONCE;
    const { more, fewer, now: wanted } = differenceOf(known, precedents, most);
    for (const precedent of fewer) memory.forget(precedent);
    for (const precedent of more) memory.learn(precedent);
    known = wanted;
    const changed = more.length + fewer.length > 0;
    const filed = book?.rulings;
    const rulings =
      filed === undefined ? bookRulings(known) : changed ? amendRulings(filed, more, fewer) : filed;
    const model = text?.(directory, now);
    if (book?.directory !== directory) book = { ...prepare(directory, rulings), text: model };
    else if (changed || book.text !== model) book = { ...book, rulings, text: model };
    return book;
  };
}

/** Teaches a memory many tasks in small parts. */
export function* learnAll(memory: TaskMemory, precedents: readonly Precedent[]): Work<void> {
  for (const precedent of precedents) {
    memory.learn(precedent);
    yield;
  }
}

interface Difference {
  readonly more: readonly Precedent[];
  readonly fewer: readonly Precedent[];
  /** What is known once the difference is learned. */
  readonly now: readonly Precedent[];
}

// New precedents come at the end and those that stay keep their order, so one walk along both lists finds the difference;
// after any other change it still is one, if not the smallest.
function differenceOf(known: readonly Precedent[], wanted: readonly Precedent[], most: number): Difference {
  if (known === wanted) return { more: [], fewer: [], now: known };
  const fewer: Precedent[] = [];
  let met = 0;
  for (const precedent of known) {
    if (wanted[met] === precedent) met++;
    else fewer.push(precedent);
  }
  const more = wanted.slice(met, met + most);
  const whole = met + more.length === wanted.length;
  return { more, fewer, now: whole ? wanted : wanted.slice(0, met + more.length) };
}
