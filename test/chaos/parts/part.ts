import type { Backend } from '../world/world.ts';

export interface PartTerms {
  readonly seed: number;
  readonly scale: 'small' | 'large';
  readonly backends: readonly Backend[];
  /** Folder for what the clients wrote down; undefined where nobody wants it. */
  readonly history: string | undefined;
  /** Folder of an earlier build, with which processes begin; undefined where they begin with this one. */
  readonly from: string | undefined;
  /** Tells those who wait how far it is. */
  readonly say: (text: string) => void;
}

/** What a part found: figures for machines, lines for people. */
export interface PartResult {
  readonly held: boolean;
  readonly figures: unknown;
  readonly lines: readonly string[];
}

/** A part of `npm run chaos`. */
export type Part = (terms: PartTerms) => Promise<PartResult>;
