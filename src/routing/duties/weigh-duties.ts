import type { Work } from '../../platform/in-slices.ts';
import { growPhraseTrie, type PhraseTrie } from '../books/phrase-trie.ts';
import { type Posting, postingOf } from '../text/posting.ts';
import type { Duty } from './duty.ts';

/** A duty whose unit the model ranks. */
export interface HeldDuty extends Duty {
  readonly number: number;
  /** Its objects in one text, each between two marks. */
  readonly listed: string;
}

const LENGTHENED = 4;
const FAINT = 0.35;

/**
 * The objects of duties as whole phrases, each with the units that answer for it; the longer an object and the fewer
 * its units (`longer` is the power of its length in pairs of characters), the more it says.
 */
export function* weighObjects(
  duties: readonly HeldDuty[],
  longer: number,
  faint: ReadonlySet<string>,
): Work<PhraseTrie<Posting>> {
  const holders = new Map<string, Set<number>>();
  for (const { number, objects } of duties) {
    for (const object of objects) holders.set(object, (holders.get(object) ?? new Set()).add(number));
  }
  yield;
  return yield* growPhraseTrie(postingsOf(holders, longer, faint));
}

// One by one, as they are asked for: all at once would block for long.
function* postingsOf(
  holders: ReadonlyMap<string, ReadonlySet<number>>,
  longer: number,
  faint: ReadonlySet<string>,
): Generator<[string, Posting]> {
  for (const [object, units] of holders) {
    const rare = (faint.has(object) ? FAINT : 1) * Math.min(LENGTHENED, object.length / 2) ** longer;
    yield [object, postingOf([...units].map((unit) => [unit, rare / Math.sqrt(units.size)]))];
  }
}
