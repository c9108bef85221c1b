import type { Voice } from './evidence.ts';
import { LONGEST_RUN } from './marks.ts';
import type { SpeakingWord } from './text-ranking.ts';

const WORDS_SHOWN = 5;

/** What speaks for one unit: words with their share, and runs of characters. */
interface Speakers {
  readonly words: Map<string, number>;
  readonly runs: { readonly run: string; readonly share: number }[];
}

/** The words that speak for each of some units (by number), the weightiest first. */
export function speakersFor(
  units: readonly number[],
  evidence: Float64Array,
  voices: readonly Voice[],
): SpeakingWord[][] {
  const heard = units.map((): Speakers => ({ words: new Map(), runs: [] }));
  // One walk over what all voices say costs less than a search for each unit.
  const places = new Int8Array(evidence.length).fill(-1);
  units.forEach((unit, at) => (places[unit] = at));
  for (const { word, loudness, posting, run } of voices) {
    for (let at = 0; at < posting.units.length; at++) {
      const unit = posting.units[at] as number;
      const place = places[unit] as number;
      if (place < 0) continue;
      const { words, runs } = heard[place] as Speakers;
      const share = (loudness * (posting.weights[at] ?? 0)) / (evidence[unit] ?? 1);
      if (run) runs.push({ run: word, share });
      else words.set(word, (words.get(word) ?? 0) + share);
    }
  }
  return heard.map(loudest);
}

// Runs of characters speak through the longest word that holds them; what a run says across words counts for no unit.
function loudest({ words, runs }: Speakers): SpeakingWord[] {
  const byLength = [...words.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const holders = new Map<string, string>();
  for (const word of byLength) {
    for (let length = 2; length <= LONGEST_RUN; length++) {
      for (let start = 0; start + length <= word.length; start++) {
        const run = word.slice(start, start + length);
        if (!holders.has(run)) holders.set(run, word);
      }
    }
  }
  for (const { run, share } of runs) {
    const holder = holders.get(run);
    if (holder !== undefined) words.set(holder, (words.get(holder) ?? 0) + share);
  }
  return [...words]
    .map(([word, share]) => ({ word, share }))
    .toSorted((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS_SHOWN);
}
