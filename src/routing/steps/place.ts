import { type PlaceFound, placesIn, placesOfRegion } from '../books/place-book.ts';
import { textOf } from '../matter.ts';
import { type Decided, nameOf, type Question } from '../question.ts';
import { answeringUnit } from '../standing.ts';

/** The one town that the region names, or else the text; two towns are no answer. */
export function decideByPlace(question: Question): Decided | undefined {
  const { matter, book } = question;
  if (!book.places) return undefined;
  const region = matter.region?.trim() ?? '';
  return (
    (region === '' ? undefined : oneTown(question, placesOfRegion(book.places, region))) ??
    oneTown(question, placesIn(book.places, textOf(matter)))
  );
}

function oneTown(question: Question, found: readonly PlaceFound[]): Decided | undefined {
  const { book, moment, claimants } = question;
  const towns = new Map<string, string[]>();
  for (const { unit, words } of found) {
    const answering = answeringUnit(book, unit, moment);
    if (answering) towns.set(answering.code, [...(towns.get(answering.code) ?? []), ...words]);
  }
  const [town, second] = [...towns];
  // Among claimants of the category the place may choose, but it must not bring in a unit from outside.
  if (!town || second || (claimants.length > 0 && !claimants.includes(town[0]))) return undefined;
  const [unit, words] = town;
  return {
    kind: 'decided',
    step: 'place',
    unit,
    facts: words.map((word) => ({ fact: 'place', value: word, matched: nameOf(book, unit) })),
    why: {
      zh: `只提到一个属地“${words.join('”“')}”，由${nameOf(book, unit)}承办。`,
      en: `The only place named is ${words.join(', ')}, which is ${nameOf(book, unit)}'s.`,
    },
  };
}
