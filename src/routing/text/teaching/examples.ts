import type { Work } from '../../../platform/in-slices.ts';
import type { Posting } from '../posting.ts';
import { keepHeaviest } from './keep-heaviest.ts';

/** A text whose unit is known (by its number): an object of a duty, or a task of the county's book of examples. */
export interface Example {
  readonly unit: number;
  /** The marks of its text, and those that count more because its title says them. */
  readonly marks: ReadonlySet<string>;
  readonly titled?: ReadonlySet<string>;
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

/** What examples say about one mark: parallel lists of unit numbers and weights. */
interface Written {
  seen: number;
  rarity: number;
  readonly units: number[];
  readonly weights: number[];
  /** Most marks are never asked for, so each is weighed when it first is. */
  posting?: Posting | undefined;
}

// Of a mark that many units use only these are kept; the share of any other is next to nothing.
const UNITS_PER_MARK = 64;
// A mark that is twice as rare does not say twice as much.
const RARITY_SPEAKS = 0.75;
// What a title says is what the task is about; the text says how.
const IN_TITLE = 2;
const AT_ONCE = 50;

/** Turns examples around: what a mark says for a unit is the unit's share of it, the louder the rarer the mark. */
export function* bookExamples(examples: readonly Example[], weighing: ExampleWeighing): Work<ExampleBook> {
  const book = new Map<string, Written>();
  const marksOf: Written[][] = [];
  for (const [at, { marks, titled }] of examples.entries()) {
    const own: Written[] = [];
    for (const mark of titled === undefined ? marks : new Set([...titled, ...marks])) {
      let known = book.get(mark);
      if (!known) book.set(mark, (known = { seen: 0, rarity: 0, units: [], weights: [] }));
      known.seen++;
      own.push(known);
    }
    marksOf.push(own);
    if (at % AT_ONCE === 0) yield;
  }
  const rarityOf = (seen: number) => Math.log((examples.length + 2) / (1 + seen));
  let weighed = 0;
  for (const written of book.values()) {
    written.rarity = rarityOf(written.seen);
    if (++weighed % 2000 === 0) yield;
  }
  for (const [at, { unit, titled }] of examples.entries()) {
    // Marks of the title come first in the list.
    const own = marksOf[at] ?? [];
    const loud = titled?.size ?? 0;
    const loudness = (place: number) => (place < loud ? IN_TITLE : 1);
    const length = own.reduce((sum, { rarity }, place) => sum + (loudness(place) * rarity) ** 2, 0);
    const norm = Math.sqrt(Math.sqrt(length) || 1);
    own.forEach((written, place) => add(written, unit, (loudness(place) * written.rarity) / norm));
    if (at % AT_ONCE === 0) yield;
  }
  const unknown: Written = { seen: 0, rarity: rarityOf(0), units: [], weights: [] };
  return {
    posting(mark, told) {
      const written = book.get(mark);
      if (told !== undefined) return weigh(written ?? unknown, told, weighing);
      return written && (written.posting ??= weigh(written, undefined, weighing));
    },
  };
}

function add({ units, weights }: Written, unit: number, weight: number): void {
  // Examples of one unit come together, so that the last one is mostly meant.
  const at = units.at(-1) === unit ? units.length - 1 : units.indexOf(unit);
  if (at >= 0) weights[at] = (weights[at] ?? 0) + weight;
  else {
    units.push(unit);
    weights.push(weight);
  }
}

function weigh(
  { rarity, units, weights }: Written,
  told: Told | undefined,
  { share, imagined, task }: ExampleWeighing,
): Posting | undefined {
  if (rarity <= 0) return undefined;
  const said = new Map<number, number>();
  let all = imagined;
  units.forEach((unit, at) => {
    const weight = weights[at] ?? 0;
    said.set(unit, weight);
    all += weight;
  });
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
