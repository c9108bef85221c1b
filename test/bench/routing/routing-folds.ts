import type { RoutingBook } from '../../../src/routing/books/prepare-routing.ts';
import type { Case } from './routing-cases.ts';
import { bookOf, type ShippedCounty } from './routing-county.ts';

/** The county as if it had never been told these cases as examples. */
export function withoutKnown(county: ShippedCounty, cases: readonly Case[]): ShippedCounty {
  const asked = new Set(cases.map(({ matter }) => matter.title));
  const { duties } = county.files;
  const known = duties.known.filter(({ title }) => !asked.has(title));
  return known.length === duties.known.length
    ? county
    : { ...county, files: { ...county.files, duties: { ...duties, known } } };
}

/** For each case a book that was not told it; cases that the county knows as examples are asked in folds. */
export function heldOut(
  county: ShippedCounty,
  cases: readonly Case[],
  folds: number,
): (one: Case) => RoutingBook {
  const titles = new Set(county.files.duties.known.map(({ title }) => title));
  const known = cases.filter(({ matter }) => titles.has(matter.title));
  const whole = bookOf(county);
  const bookFor = new Map<Case, RoutingBook>();
  for (let fold = 0; fold < folds && known.length > 0; fold++) {
    const asked = known.filter((_, at) => at % folds === fold);
    const book = bookOf(withoutKnown(county, asked));
    for (const one of asked) bookFor.set(one, book);
  }
  return (one) => bookFor.get(one) ?? whole;
}
