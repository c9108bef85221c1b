import type { RoutingBook } from './books/prepare-routing.ts';
import type { Boundary } from './duties/boundary.ts';

/** The book with boundaries of the task force's own, asked before those of the files. */
export function withBoundaries(book: RoutingBook, own: readonly Boundary[]): RoutingBook {
  return own.length === 0 || !book.text ? book : { ...book, text: book.text.withBoundaries(own) };
}

/**
 * Keeps the book with the task force's boundaries in step with both. A task that is learned makes another book over the same
 * text model, and drawing boundaries into that one takes long: it is done again only where model or boundaries are others.
 */
export function keepBoundaries(): (book: RoutingBook, own: readonly { boundary: Boundary }[]) => RoutingBook {
  let drawn: { of: RoutingBook['text']; own: readonly unknown[]; text: RoutingBook['text'] } | undefined;
  let kept: { of: RoutingBook; own: readonly unknown[]; book: RoutingBook } | undefined;
  return (book, own) => {
    if (own.length === 0 || !book.text) return book;
    if (drawn?.of !== book.text || drawn.own !== own) {
      const boundaries = own.map(({ boundary }) => boundary);
      drawn = { of: book.text, own, text: book.text.withBoundaries(boundaries) };
    }
    if (kept?.of !== book || kept.own !== own) kept = { of: book, own, book: { ...book, text: drawn.text } };
    return kept.book;
  };
}
