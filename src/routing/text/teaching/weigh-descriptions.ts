import type { Work } from '../../../platform/in-slices.ts';
import { type Posting, type Postings, postingOf } from '../posting.ts';
import type { Segment } from '../segment.ts';

// A word that describes more units than this describes none of them.
const UNITS_PER_WORD = 48;
const UNITS_AT_ONCE = 5;
const WORDS_AT_ONCE = 1000;

/**
 * What the words of descriptions, one text per unit number, say: `most` for a word of a single unit, less the
 * more units share it.
 */
export function* weighDescriptions(
  descriptions: readonly string[],
  segment: Segment,
  most: number,
): Work<Postings> {
  const unitsOf = new Map<string, number[]>();
  for (const [unit, text] of descriptions.entries()) {
    for (const word of new Set(segment(text))) {
      const units = unitsOf.get(word);
      if (units) units.push(unit);
      else unitsOf.set(word, [unit]);
    }
    if (unit % UNITS_AT_ONCE === 0) yield;
  }
  const all = 1 + descriptions.length;
  const postings = new Map<string, Posting>();
  let weighed = 0;
  for (const [word, units] of unitsOf) {
    if (++weighed % WORDS_AT_ONCE === 0) yield;
    if (units.length > UNITS_PER_WORD) continue;
    const weight = (most * Math.log(all / units.length)) / Math.log(all);
    postings.set(word, postingOf(units.map((unit) => [unit, weight])));
  }
  return postings;
}
