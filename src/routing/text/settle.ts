import type { BoundaryHeld } from '../duties/boundary-book.ts';

/**
 * Puts the unit that leads by a boundary before the others of that boundary: it gets `ahead` times the most that any of
 * them has. Changes `evidence` in place; returns, in their order, the boundaries whose other units had evidence.
 */
export function settle(
  evidence: Float64Array,
  boundaries: readonly BoundaryHeld[],
  numbers: ReadonlyMap<string, number>,
  ahead: number,
): BoundaryHeld[] {
  return boundaries.filter(({ leads, over }) => {
    if (leads === undefined) return true;
    const leader = numbers.get(leads);
    if (leader === undefined) return false;
    const most = heaviestOf(evidence, over, numbers, leader);
    if (most > 0) evidence[leader] = Math.max(evidence[leader] ?? 0, ahead * most);
    return most > 0;
  });
}

// The share of the first unit's evidence below which another unit is only mentioned.
const ALSO_SAID = 0.12;

/** The open boundary between a unit and another one that the text speaks for as well, if any: then a person decides. */
export function openAt(
  boundaries: readonly BoundaryHeld[],
  unit: string,
  evidenceOf: (unit: string) => number,
): BoundaryHeld | undefined {
  const least = ALSO_SAID * evidenceOf(unit);
  return boundaries.find(
    ({ leads, over }) =>
      leads === undefined &&
      (over === undefined ||
        (over.includes(unit) && over.some((other) => other !== unit && evidenceOf(other) >= least))),
  );
}

function heaviestOf(
  evidence: Float64Array,
  over: readonly string[] | undefined,
  numbers: ReadonlyMap<string, number>,
  except: number,
): number {
  let most = 0;
  if (over) {
    for (const code of over) most = Math.max(most, evidence[numbers.get(code) ?? -1] ?? 0);
    return most;
  }
  evidence.forEach((weight, unit) => {
    if (unit !== except && weight > most) most = weight;
  });
  return most;
}
