import type { Precedent } from './books/precedent.ts';
import type { RoutingBook } from './books/prepare-routing.ts';
import type { Boundary } from './duties/boundary.ts';

const RIVALS = 3;

/**
 * The boundary that a ruling suggests: the objects of duties that its title names are led by the unit ruled for, before
 * those that the words would have sent it to. Undefined where the title names no object.
 */
export function boundaryFromRuling(
  ruling: Precedent,
  book: RoutingBook,
): Omit<Boundary, 'id' | 'open'> | undefined {
  const objects = book.text?.objectsIn(ruling.title) ?? [];
  if (!book.text || objects.length === 0) return undefined;
  const ranked = book.text.rank(ruling, RIVALS + 1).ranked.map(({ unit }) => unit);
  return {
    objects,
    leads: ruling.unit,
    over: ranked.filter((unit) => unit !== ruling.unit).slice(0, RIVALS),
    because: `依裁定“${ruling.title}”（${ruling.id}）`,
    basis: ruling.id,
  };
}
