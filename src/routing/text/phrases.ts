import type { Unit } from '../../directory/directory.ts';
import type { Work } from '../../platform/in-slices.ts';
import { growPhraseTrie, type PhraseTrie } from '../books/phrase-trie.ts';
import type { Lexicon, LexiconEntry } from './lexicon.ts';
import { type Posting, postingOf } from './posting.ts';
import type { TextSettings } from './text-settings.ts';

/** Curated phrases and unit names in one matcher; a phrase without a posting only hides shorter ones. */
export type Phrases = PhraseTrie<Posting | undefined>;

// Past three times two characters, length is the verbosity of a name and no longer rarity.
const LENGTHENED = 3;

/** Builds the matcher; `units` gives the number of each unit that the model ranks. */
export function* buildPhrases(
  lexicon: Lexicon,
  entries: readonly { unit: Unit; entry: LexiconEntry }[],
  units: ReadonlyMap<string, number>,
  named: Iterable<Unit>,
  weights: TextSettings['phrases'],
): Work<Phrases> {
  const spoken = new Map<string, Map<number, number>>();
  const say = (phrase: string, unit: number | undefined, weight: number) => {
    const bySpeaker = spoken.get(phrase) ?? new Map<number, number>();
    spoken.set(phrase, bySpeaker);
    if (unit === undefined) return;
    // A longer phrase is a rarer one: 违章建筑 says more than 垃圾. Weights are those of two characters.
    const rare = Math.min(LENGTHENED, phrase.length / 2) ** weights.longer;
    bySpeaker.set(unit, Math.max(weight * rare, bySpeaker.get(unit) ?? 0));
  };
  for (const phrase of lexicon.elsewhere) say(phrase, undefined, 0);
  for (const { unit, entry } of entries) {
    for (const level of ['strong', 'words', 'hints'] as const) {
      for (const phrase of entry[level]) say(phrase, units.get(unit.code), weights[level]);
    }
  }
  for (const unit of named) {
    for (const name of [unit.name, ...unit.aliases, ...unit.formerNames]) {
      // A message names 环保局, A县环保局 or 市环保局; what they share is the name without the county.
      say(name.replace(/^县/u, ''), units.get(unit.code), weights.unitName);
    }
  }
  yield;
  return yield* growPhraseTrie(
    [...spoken].map(([phrase, bySpeaker]) => [
      phrase,
      bySpeaker.size === 0 ? undefined : postingOf([...bySpeaker]),
    ]),
  );
}
