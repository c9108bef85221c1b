import type { Directory } from '../directory/directory.ts';
import type { Clock } from '../platform/clock.ts';
import type { Precedent } from './precedent.ts';
import type { RoutingBook } from './prepare-routing.ts';
import { bookRulings } from './ruling-book.ts';

/** Makes the whole book from its sources: about a fifth of a second, nearly all of it for the text model. */
export type MakeBook = (directory: Directory, precedents: readonly Precedent[]) => RoutingBook;

/** How often new rulings teach the text model. */
const TEACH_EVERY_MS = 60_000;

/**
 * Keeps the book in step with directory and precedents. A new directory counts at once, and so does a new ruling as a
 * ruling; what it teaches about words is learned with the others of the same minute, as that costs much more. What is
 * withdrawn is forgotten at once, words and all.
 */
export function keepBook(
  make: MakeBook,
  clock: Clock,
  teachEveryMs = TEACH_EVERY_MS,
): (directory: Directory, precedents: readonly Precedent[]) => RoutingBook {
  let made:
    | { readonly book: RoutingBook; readonly taught: readonly Precedent[]; readonly at: number }
    | undefined;
  let filed: { readonly book: RoutingBook; readonly of: readonly Precedent[] } | undefined;

  return (directory, precedents) => {
    const now = clock();
    const stale =
      made === undefined ||
      made.book.directory !== directory ||
      (made.taught !== precedents && now - made.at >= teachEveryMs) ||
      (filed?.of !== precedents && !continues(precedents, made.taught));
    if (stale || made === undefined) {
      made = { book: make(directory, precedents), taught: precedents, at: now };
      filed = { book: made.book, of: precedents };
    } else if (filed?.of !== precedents) {
      filed = { book: { ...made.book, rulings: bookRulings(precedents) }, of: precedents };
    }
    return filed?.book ?? made.book;
  };
}

/** True where nothing that was there has gone: new precedents come at the end. */
function continues(list: readonly Precedent[], before: readonly Precedent[]): boolean {
  return list.length >= before.length && before.every((precedent, place) => list[place] === precedent);
}
