import type { Posting } from '../posting.ts';
import { keepHeaviest } from './keep-heaviest.ts';

/** A text whose unit is known (by its number): an object of a duty, or a task of the county's book of examples. */
export interface Example {
  readonly unit: number;
  /** Its marks and how loudly each is said. */
  readonly marks: ReadonlyMap<string, number>;
}

/** How examples speak: the power of a unit's share of a mark, and how much of other tasks is imagined beside those known. */
export interface ExampleWeighing {
  readonly share: number;
  readonly imagined: number;
  /** How much one decided task counts beside an object of a duty. */
  readonly task: number;
}

/** How often decided tasks of each unit (by number) said a mark. */
export interface Told {
  readonly units: readonly number[];
  readonly counts: readonly number[];
}

/** What examples say about units, mark by mark. */
export interface ExampleBook {
  /** The marks of examples alone, or together with what decided tasks told about one. */
  posting(mark: string, told: Told | undefined): Posting | undefined;
}

interface Written {
  readonly rarity: number;
  readonly said: ReadonlyMap<number, number>;
}

// Of a mark that many units use only these are kept; the share of any other is next to nothing.
const UNITS_PER_MARK = 64;
// A mark that is twice as rare does not say twice as much.
const RARITY_SPEAKS = 0.75;

/** Turns examples around: what a mark says for a unit is the unit's share of it, the louder the rarer the mark. */
export function bookExamples(examples: readonly Example[], weighing: ExampleWeighing): ExampleBook {
  const seen = new Map<string, number>();
  for (const { marks } of examples)
    for (const mark of marks.keys()) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  const rarityOf = (count: number) => Math.log((examples.length + 2) / (1 + count));
  const written = new Map<string, { rarity: number; said: Map<number, number> }>();
  for (const { unit, marks } of examples) {
    const length = lengthOf(marks, (mark) => rarityOf(seen.get(mark) ?? 0));
    for (const [mark, loudness] of marks) {
      let known = written.get(mark);
      if (!known) written.set(mark, (known = { rarity: rarityOf(seen.get(mark) ?? 0), said: new Map() }));
      known.said.set(unit, (known.said.get(unit) ?? 0) + (loudness * known.rarity) / Math.sqrt(length));
    }
  }
  // Most marks are never asked for, so each is weighed when it first is.
  const weighed = new Map<string, Posting | undefined>();
  const unknown: Written = { rarity: rarityOf(0), said: new Map() };
  return {
    posting(mark, told) {
      const known = written.get(mark);
      if (told !== undefined) return weigh(known ?? unknown, told, weighing);
      if (known === undefined) return undefined;
      let posting = weighed.get(mark);
      if (posting === undefined) weighed.set(mark, (posting = weigh(known, undefined, weighing)));
      return posting;
    },
  };
}

function lengthOf(marks: ReadonlyMap<string, number>, rarityOf: (mark: string) => number): number {
  let sum = 0;
  for (const [mark, loudness] of marks) sum += (loudness * rarityOf(mark)) ** 2;
  return Math.sqrt(sum) || 1;
}

function weigh(
  { rarity, said: written }: Written,
  told: Told | undefined,
  { share, imagined, task }: ExampleWeighing,
): Posting | undefined {
  if (rarity <= 0) return undefined;
  const said = new Map(written);
  let all = imagined;
  for (const weight of written.values()) all += weight;
  // Counts are whole numbers: their sum is the same in whatever order tasks were told.
  let count = 0;
  told?.units.forEach((unit, at) => {
    const times = told.counts[at] ?? 0;
    said.set(unit, (said.get(unit) ?? 0) + task * rarity * times);
    count += times;
  });
  all += task * rarity * count;
  const best = keepHeaviest(UNITS_PER_MARK);
  const loud = rarity ** RARITY_SPEAKS;
  for (const [unit, weight] of said) best.offer(unit, loud * (weight / all) ** share);
  return best.posting();
}
