import { normaliseCategory } from '../../vocabulary/category.ts';
import { bigramsOf } from './name-similarity.ts';
import type { Precedent } from './precedent.ts';

/** How alike (Jaccard over character pairs of the title) a matter must be to fall under a ruling. */
export const RULING_LIKENESS = 0.6;

interface Filed {
  readonly ruling: Precedent;
  readonly pairs: ReadonlySet<string>;
  readonly category: string;
}

/** Rulings and assignments of the task force, filed under the rarest character pairs of their titles. */
export interface RulingBook {
  /** By number; what was withdrawn leaves its place empty. */
  readonly filed: readonly (Filed | undefined)[];
  readonly numbers: ReadonlyMap<string, number>;
  /** How often pairs stood in the titles when the book was begun: an order that all of the book must share. */
  readonly rarity: ReadonlyMap<string, number>;
  readonly byPair: ReadonlyMap<string, readonly number[]>;
}

/** A ruling that covers a matter, and how alike the two are (0–1). */
export interface RulingFound {
  readonly ruling: Precedent;
  readonly likeness: number;
}

const NOISE = /[\s\p{P}\p{S}]+/gu;

function pairsOf(title: string): Set<string> {
  return bigramsOf(title.normalize('NFKC').replace(NOISE, ''));
}

// Two sets with a Jaccard of at least t share one of their |x| − ⌈t·|x|⌉ + 1 rarest members, so only those
// need a look: the search stays short however many rulings there are.
function rarest(pairs: ReadonlySet<string>, rarity: ReadonlyMap<string, number>): string[] {
  const count = pairs.size - Math.ceil(RULING_LIKENESS * pairs.size) + 1;
  const frequency = (pair: string) => rarity.get(pair) ?? 0;
  return [...pairs]
    .toSorted((a, b) => frequency(a) - frequency(b) || (a < b ? -1 : 1))
    .slice(0, Math.max(1, count));
}

/** Files what the task force decided among the precedents; accepted tasks are no decision and are left out. */
export function bookRulings(precedents: readonly Precedent[]): RulingBook {
  const rarity = new Map<string, number>();
  for (const { kind, title } of precedents) {
    if (kind === 'accepted') continue;
    for (const pair of pairsOf(title)) rarity.set(pair, (rarity.get(pair) ?? 0) + 1);
  }
  return amendRulings({ filed: [], numbers: new Map(), rarity, byPair: new Map() }, precedents, []);
}

/**
 * The book with rulings more and fewer, at the cost of these alone: what it has filed is shared with the book before,
 * which must no longer be asked.
 */
export function amendRulings(
  book: RulingBook,
  more: readonly Precedent[],
  fewer: readonly Precedent[],
): RulingBook {
  const filed = book.filed as (Filed | undefined)[];
  const numbers = book.numbers as Map<string, number>;
  const byPair = book.byPair as Map<string, number[]>;
  for (const { id } of fewer) {
    const number = numbers.get(id);
    if (number === undefined) continue;
    for (const pair of rarest(filed[number]?.pairs ?? new Set(), book.rarity)) {
      const left = (byPair.get(pair) ?? []).filter((other) => other !== number);
      if (left.length > 0) byPair.set(pair, left);
      else byPair.delete(pair);
    }
    filed[number] = undefined;
    numbers.delete(id);
  }
  for (const ruling of more) {
    if (ruling.kind === 'accepted') continue;
    const pairs = pairsOf(ruling.title);
    for (const pair of rarest(pairs, book.rarity)) {
      const known = byPair.get(pair);
      if (known) known.push(filed.length);
      else byPair.set(pair, [filed.length]);
    }
    numbers.set(ruling.id, filed.length);
    filed.push({ ruling, pairs, category: normaliseCategory(ruling.category) });
  }
  return { ...book };
}

/**
 * The ruling in force at `now` (ISO instant) that is most like the matter: same category where both have
 * one, titles alike; among equals the youngest, then the one with the smaller id.
 */
export function rulingFor(
  book: RulingBook,
  title: string,
  category: string,
  now: string,
): RulingFound | undefined {
  if (book.filed.length === 0) return undefined;
  const pairs = pairsOf(title);
  const seen = new Set<number>();
  let best: RulingFound | undefined;
  for (const pair of rarest(pairs, book.rarity)) {
    for (const number of book.byPair.get(pair) ?? []) {
      if (seen.has(number)) continue;
      seen.add(number);
      const filed = book.filed[number];
      if (!filed || tooUnlike(pairs.size, filed.pairs.size)) continue;
      if (filed.category !== '' && category !== '' && filed.category !== category) continue;
      const likeness = jaccard(pairs, filed.pairs);
      if (likeness < RULING_LIKENESS || !inForce(filed.ruling, now)) continue;
      if (precedes({ ruling: filed.ruling, likeness }, best)) {
        best = { ruling: filed.ruling, likeness };
      }
    }
  }
  return best;
}

// However much they share, sets of such different sizes are not alike enough.
function tooUnlike(one: number, other: number): boolean {
  return Math.min(one, other) < RULING_LIKENESS * Math.max(one, other);
}

function inForce(ruling: Precedent, now: string): boolean {
  const moment = Date.parse(now);
  return (
    Date.parse(ruling.at) <= moment &&
    (ruling.withdrawnAt === undefined || moment < Date.parse(ruling.withdrawnAt))
  );
}

function precedes(found: RulingFound, best: RulingFound | undefined): boolean {
  if (best === undefined) return true;
  if (found.likeness !== best.likeness) return found.likeness > best.likeness;
  const age = Date.parse(found.ruling.at) - Date.parse(best.ruling.at);
  return age === 0 ? found.ruling.id < best.ruling.id : age > 0;
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return shared / (left.size + right.size - shared);
}
