import type { Numbering } from '../src/engine/definition/define.ts';
import { countyYearOf } from '../src/vocabulary/county-day.ts';

/** The register itself: 2026-000001 and on, each county year anew, without gaps. */
export const REGISTER: Numbering = { series: (at) => `${countyYearOf(at)}-`, consecutive: true };

/** What belongs to a registered task is told apart by a letter, e.g. 2026-F000012, and takes no number of the register. */
export function besideRegister(letter: string): Numbering {
  return { series: (at) => `${countyYearOf(at)}-${letter}`, consecutive: false };
}
