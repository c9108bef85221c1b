import type { Boundary } from './duties/boundary.ts';
import type { RoutingBook } from './prepare-routing.ts';

/** The book with boundaries of the task force's own, asked before those of the files. */
export function withBoundaries(book: RoutingBook, own: readonly Boundary[]): RoutingBook {
  return own.length === 0 || !book.text ? book : { ...book, text: book.text.withBoundaries(own) };
}

/** Keeps the book with the task force's boundaries in step with both. */
export function keepBoundaries(): (book: RoutingBook, own: readonly { boundary: Boundary }[]) => RoutingBook {
  let kept: { of: RoutingBook; own: readonly unknown[]; book: RoutingBook } | undefined;
  return (book, own) => {
    if (kept?.of !== book || kept.own !== own) {
      const drawn = withBoundaries(
        book,
        own.map(({ boundary }) => boundary),
      );
      kept = { of: book, own, book: drawn };
    }
    return kept.book;
  };
}
