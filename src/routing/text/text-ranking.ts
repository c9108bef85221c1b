import type { Boundary } from '../duties/boundary.ts';
import type { BoundaryHeld } from '../duties/boundary-book.ts';
import type { Matter } from '../matter.ts';
import type { Sureness } from './confidence.ts';
import type { SimilarHit } from './teaching/similar-tasks.ts';
import type { TextKind } from './text-kind.ts';

/** A word or sign of the matter that speaks for a unit, with its share of that unit's score (0–1). */
export interface SpeakingWord {
  readonly word: string;
  readonly share: number;
}

/** A unit as the text model sees it: `score` is its share of the evidence for the units ranked and for none (0–1). */
export interface RankedUnit {
  readonly unit: string;
  readonly score: number;
  readonly words: readonly SpeakingWord[];
  /** The duties of the unit that the text comes nearest to. */
  readonly duties: readonly string[];
}

/** What the text model makes of a matter: units best first, how far the first leads, and how sure that makes it (0–1). */
export interface TextRanking extends Sureness {
  readonly kind: TextKind;
  /** The fewest of the first unit's weightiest words without which another unit would come first. */
  readonly flip?: { readonly without: readonly string[]; readonly unit: string };
  readonly confidence: number;
  readonly ranked: readonly RankedUnit[];
  /** The boundaries that hold for the text and touch a unit ranked, in their order. */
  readonly boundaries: readonly BoundaryHeld[];
  /** The open boundary that the first unit stands at: a person decides, however sure the words are. */
  readonly open?: BoundaryHeld;
}

/** Ranks units by what a matter says; a pure function of its text, its training and nothing else. */
export interface TextModel {
  readonly version: string;
  /** The confidence below which the task force decides; set by the operator. */
  readonly threshold: number;
  /** At most `count` units, from `pool` only where one is given. */
  readonly rank: (matter: Matter, count: number, pool?: ReadonlySet<string>) => TextRanking;
  /** Decided tasks that say what a matter says, the most alike first. */
  readonly similar: (matter: Matter, count: number) => SimilarHit[];
  /** The objects of duties that a text names. */
  readonly objectsIn: (text: string) => string[];
  /** The units whose duties a text names, with the object named, the clearest first; cheap enough for any decision. */
  readonly holdersOf: (
    text: string,
  ) => { readonly unit: string; readonly object: string; readonly weight: number }[];
  /** The same model with boundaries that are asked before its own. */
  readonly withBoundaries: (first: readonly Boundary[]) => TextModel;
}
