import { bigramsOf } from '../name-similarity.ts';
import { buildPhraseTrie, type PhraseTrie } from '../phrase-trie.ts';
import { type Posting, type Postings, postingOf } from '../text/posting.ts';
import type { Segment } from '../text/segment.ts';
import type { Duty } from './duty.ts';

/** A duty whose unit the model ranks. */
export interface HeldDuty extends Duty {
  readonly number: number;
}

/** What the objects of duties say about units: as whole phrases, and by the words they are made of. */
export interface DutyEvidence {
  readonly objects: PhraseTrie<Posting>;
  readonly words: Postings;
  readonly pairs: Postings;
}

/** How an object weighs: `rare` is the power of its length (in pairs of characters), `half` of how many objects of a unit a word needs to count half, `share` the power of a unit's share of it. */
export interface DutyWeighing {
  readonly longer: number;
  readonly halfAt: number;
  readonly share: number;
}

const LENGTHENED = 4;
const FAINT = 0.35;

/** Turns duties around: from what is said to the units that answer for it. Weights are those of one clear sign. */
export function weighDuties(
  duties: readonly HeldDuty[],
  segment: Segment,
  { longer, halfAt, share }: DutyWeighing,
  faint: ReadonlySet<string>,
): DutyEvidence {
  const holders = new Map<string, Set<number>>();
  const usesOf = new Map<string, Map<number, number>>();
  const pairsOf = new Map<string, Map<number, number>>();
  for (const { number, objects } of duties) {
    for (const object of objects) {
      const units = holders.get(object) ?? new Set();
      holders.set(object, units.add(number));
      for (const pair of bigramsOf(object)) {
        const uses = pairsOf.get(pair) ?? new Map<number, number>();
        pairsOf.set(pair, uses.set(number, (uses.get(number) ?? 0) + 1));
      }
      for (const word of new Set(segment(object))) {
        const uses = usesOf.get(word) ?? new Map<number, number>();
        usesOf.set(word, uses.set(number, (uses.get(number) ?? 0) + 1));
      }
    }
  }
  const objects = [...holders].map(([object, units]): [string, Posting] => {
    const rare = Math.min(LENGTHENED, object.length / 2) ** longer;
    return [object, postingOf([...units].map((unit) => [unit, rare / Math.sqrt(units.size)]))];
  });
  const words = new Map<string, Posting>();
  for (const [word, uses] of usesOf) words.set(word, weighWord(uses, halfAt, share, faint.has(word) ? FAINT : 1));
  const pairs = new Map<string, Posting>();
  for (const [pair, uses] of pairsOf) pairs.set(pair, weighWord(uses, halfAt, share, faint.has(pair) ? FAINT : 1));
  return { objects: buildPhraseTrie(objects), words, pairs };
}

// A word says the more about a unit the more of the objects it occurs in are that unit's.
function weighWord(uses: ReadonlyMap<number, number>, halfAt: number, share: number, loudest: number): Posting {
  const all = [...uses.values()].reduce((sum, count) => sum + count, 0);
  return postingOf(
    [...uses].map(([unit, count]) => [unit, loudest * (count / (count + halfAt)) * (count / all) ** share] as const),
  );
}
