/** What a word says about units: parallel lists of unit numbers and weights. */
export interface Posting {
  readonly units: Uint32Array;
  readonly weights: Float64Array;
}

/** Words and what each says. */
export type Postings = ReadonlyMap<string, Posting>;

/** Packs pairs of unit number and weight; typed arrays, because a garbage collector need not look into them. */
export function postingOf(pairs: readonly (readonly [unit: number, weight: number])[]): Posting {
  return {
    units: Uint32Array.from(pairs, ([unit]) => unit),
    weights: Float64Array.from(pairs, ([, weight]) => weight),
  };
}
