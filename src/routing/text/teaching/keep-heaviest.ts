import type { Posting } from '../posting.ts';

/** Keeps the heaviest of many units in order; among equals the one with the smaller number. */
export function keepHeaviest(most: number): {
  offer(unit: number, weight: number): void;
  posting(): Posting | undefined;
} {
  const units: number[] = [];
  const weights: number[] = [];
  const before = (unit: number, weight: number, at: number) =>
    weight > (weights[at] ?? 0) || (weight === weights[at] && unit < (units[at] ?? 0));
  return {
    offer(unit, weight) {
      if (units.length === most && !before(unit, weight, most - 1)) return;
      let [low, high] = [0, units.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (before(unit, weight, middle)) high = middle;
        else low = middle + 1;
      }
      units.splice(low, 0, unit);
      weights.splice(low, 0, weight);
      if (units.length > most) {
        units.pop();
        weights.pop();
      }
    },
    posting: () =>
      units.length === 0
        ? undefined
        : { units: Uint32Array.from(units), weights: Float64Array.from(weights) },
  };
}
