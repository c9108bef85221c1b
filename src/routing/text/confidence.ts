import type { KindSettings } from './text-settings.ts';

/** How far the first unit leads, on a scale without bounds: the log of its evidence over the second's plus doubt. */
export function leadOf(first: number, second: number, doubt: number): number {
  return first <= 0 ? Number.NEGATIVE_INFINITY : Math.log(first / (second + doubt));
}

/** What makes an answer sure: how far its unit leads, and that more than one word speaks for it (its share, 0–1). */
export interface Sureness {
  readonly lead: number;
  readonly oneWord: number;
}

/** The probability that the first unit is right (0–1), as fitted on texts whose answer is known. */
export function confidenceOf(
  { lead, oneWord }: Sureness,
  { offset, slope, oneWord: less }: KindSettings['calibration'],
): number {
  return 1 / (1 + Math.exp(-(offset + slope * lead - less * oneWord)));
}
