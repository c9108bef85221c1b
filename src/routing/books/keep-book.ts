import type { Directory } from '../../directory/directory.ts';
import type { TaskMemory } from '../text/teaching/task-memory.ts';
import type { Precedent } from './precedent.ts';
import type { RoutingBook } from './prepare-routing.ts';
import { amendRulings } from './ruling-book.ts';

/** Decided tasks: as rulings that bind, and as what they taught. */
export interface Learned {
  readonly precedents: readonly Precedent[];
  readonly memory: TaskMemory;
}

/** Makes the whole book for a directory. */
export type MakeBook = (directory: Directory, learned: Learned) => RoutingBook;

/** So many tasks are learned at one go beside other work; those of a larger import with the calls that follow. */
const AT_ONCE = 400;

/**
 * Keeps the book in step with directory and precedents. What is ruled, assigned or accepted counts and teaches at once,
 * at the cost of that one task; what is withdrawn is forgotten at once, words and all. Only a new directory makes the
 * book anew, and then nothing has to be learned again.
 */
export function keepBook(
  make: MakeBook,
  memory: TaskMemory,
): (directory: Directory, precedents: readonly Precedent[]) => RoutingBook {
  let taught: readonly Precedent[] = [];
  let book: RoutingBook | undefined;

  return (directory, precedents) => {
    const begun = book !== undefined;
    const { more, fewer, now } = differenceOf(taught, precedents, begun ? AT_ONCE : Number.POSITIVE_INFINITY);
    for (const precedent of fewer) memory.forget(precedent);
    for (const precedent of more) memory.learn(precedent);
    taught = now;
    if (book?.directory !== directory) book = make(directory, { precedents: now, memory });
    else if (more.length + fewer.length > 0) {
      book = { ...book, rulings: amendRulings(book.rulings, more, fewer) };
    }
    return book;
  };
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
