import type { KindSettings } from './text-settings.ts';

/** How far the first unit leads, on a scale without bounds: the log of its evidence over the second's plus doubt. */
export function leadOf(first: number, second: number, doubt: number): number {
  return first <= 0 ? Number.NEGATIVE_INFINITY : Math.log(first / (second + doubt));
}

/** What makes an answer sure: how far its unit leads, that more than one word speaks for it, and whose duties the text names. */
export interface Sureness {
  readonly lead: number;
  /** The share of the weightiest word (0–1). */
  readonly oneWord: number;
  /** How clearly the text names an object of the unit's duties, and one of another unit's; 0 where it names none. */
  readonly held: number;
  readonly against: number;
}

/** The probability that the first unit is right (0–1), as fitted on texts whose answer is known. */
export function confidenceOf(
  { lead, oneWord, held, against }: Sureness,
  calibration: KindSettings['calibration'],
): number {
  const { offset, slope } = calibration;
  const sure = offset + slope * lead - calibration.oneWord * oneWord;
  return 1 / (1 + Math.exp(calibration.against * against - calibration.held * held - sure));
}
