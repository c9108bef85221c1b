import type { HeldDuty } from './weigh-duties.ts';

/** A word that speaks for a unit, and how much. */
interface Said {
  readonly word: string;
  readonly share: number;
}

const SHOWN = 2;

/** The duties of a unit that what was said comes nearest to, best first. */
export function dutiesSaid(duties: readonly HeldDuty[], words: readonly Said[]): HeldDuty[] {
  const near: { readonly duty: HeldDuty; readonly weight: number }[] = [];
  for (const duty of duties) {
    let weight = 0;
    for (const { word, share } of words) {
      if (duty.listed.includes(`、${word}、`)) weight += 2 * share;
      else if (duty.listed.includes(word)) weight += share;
    }
    if (weight > 0) near.push({ duty, weight });
  }
  return near
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, SHOWN)
    .map(({ duty }) => duty);
}
