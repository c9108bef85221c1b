import type { BoundaryHeld } from '../duties/boundary-book.ts';

/**
 * Who leads by a boundary comes before those it is drawn against, by so much, whatever else is said of them. Changes
 * the evidence in place; gives back the boundaries that put one unit before another, in their order.
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

// Who has so little beside the unit that is said most is not meant.
const ALSO_SAID = 0.12;

/** The open boundary that a unit stands at, if the text speaks for another unit of it, too: then a person decides. */
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
