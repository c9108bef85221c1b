import { bigramsOf } from '../name-similarity.ts';
import { buildPhraseTrie, type PhraseTrie } from '../phrase-trie.ts';
import { type Posting, type Postings, postingOf } from '../text/posting.ts';
import type { Segment } from '../text/segment.ts';
import type { Duty } from './duty.ts';

/** A duty whose unit the model ranks. */
export interface HeldDuty extends Duty {
  readonly number: number;
  /** Its objects in one text, each between two marks. */
  readonly listed: string;
}

/** What the objects of duties say about units: as whole phrases, by their words, and by their pairs of characters. */
export interface DutyEvidence {
  readonly objects: PhraseTrie<Posting>;
  readonly words: Postings;
  readonly pairs: Postings;
}

/** The power of an object's length (in pairs of characters), in how many objects of a unit a word counts half, and the power of the unit's share of a word. */
export interface DutyWeighing {
  readonly longer: number;
  readonly halfAt: number;
  readonly share: number;
}

type Uses = Map<string, Map<number, number>>;

const LENGTHENED = 4;
const FAINT = 0.35;

/** Turns duties around: from what is said to the units that answer for it. Weights are those of one clear sign. */
export function weighDuties(
  duties: readonly HeldDuty[],
  segment: Segment,
  weighing: DutyWeighing,
  faint: ReadonlySet<string>,
): DutyEvidence {
  const holders = new Map<string, Set<number>>();
  const words: Uses = new Map();
  const pairs: Uses = new Map();
  for (const { number, objects } of duties) {
    for (const object of objects) {
      holders.set(object, (holders.get(object) ?? new Set()).add(number));
      for (const word of new Set(segment(object))) use(words, word, number);
      for (const pair of bigramsOf(object)) use(pairs, pair, number);
    }
  }
  const objects = [...holders].map(([object, units]): [string, Posting] => {
    const rare = (faint.has(object) ? FAINT : 1) * Math.min(LENGTHENED, object.length / 2) ** weighing.longer;
    return [object, postingOf([...units].map((unit) => [unit, rare / Math.sqrt(units.size)]))];
  });
  return {
    objects: buildPhraseTrie(objects),
    words: weighUses(words, weighing, faint),
    pairs: weighUses(pairs, weighing, faint),
  };
}

function use(uses: Uses, word: string, unit: number): void {
  const counts = uses.get(word) ?? new Map<number, number>();
  uses.set(word, counts.set(unit, (counts.get(unit) ?? 0) + 1));
}

// A word says the more about a unit the more of the objects it occurs in are that unit's.
function weighUses(uses: Uses, { halfAt, share }: DutyWeighing, faint: ReadonlySet<string>): Postings {
  const postings = new Map<string, Posting>();
  for (const [word, counts] of uses) {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const loudest = faint.has(word) ? FAINT : 1;
    const weights = [...counts].map(
      ([unit, count]) => [unit, loudest * (count / (count + halfAt)) * (count / all) ** share] as const,
    );
    postings.set(word, postingOf(weights));
  }
  return postings;
}
