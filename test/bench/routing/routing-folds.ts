import type { RoutingBook } from '../../../src/routing/books/prepare-routing.ts';
import { hashOf } from '../../../src/routing/text/teaching/task-memory.ts';
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

/** Of the words of duties and of the other examples so many are hidden: then a task says what nobody has written down. */
export const HIDDEN = [0.5, 0.75];

/**
 * For each known task a book that was told neither it nor a share of the words of duties and of the other examples: as
 * hard as tasks in words that the duties do not have. The same words are hidden in each run.
 */
export function heldOutHard(
  county: ShippedCounty,
  cases: readonly Case[],
  folds: number,
  hidden: number,
): (one: Case) => RoutingBook {
  const bookFor = new Map<Case, RoutingBook>();
  for (let fold = 0; fold < folds; fold++) {
    const asked = cases.filter((_, at) => at % folds === fold);
    const { files, ...rest } = withoutKnown(county, asked);
    const stays = (text: string) => ((hashOf(`${text}#${fold}`) >>> 4) % 1000) / 1000 >= hidden;
    const duties = files.duties.duties
      .map((duty) => ({ ...duty, objects: duty.objects.filter(stays) }))
      .filter(({ objects }) => objects.length > 0);
    const known = files.duties.known.filter(({ title }) => stays(title));
    const book = bookOf({ ...rest, files: { ...files, duties: { ...files.duties, duties, known } } });
    for (const one of asked) bookFor.set(one, book);
  }
  return (one) => bookFor.get(one) as RoutingBook;
}
