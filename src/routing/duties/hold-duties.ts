import type { Directory } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import type { Duty } from './duty.ts';
import type { HeldDuty } from './weigh-duties.ts';

/** Finds the number under which a unit, as a file writes it, is ranked at a moment; undefined where it is not. */
export function numberingOf(
  directory: Directory,
  numbers: ReadonlyMap<string, number>,
  now: string,
): (unit: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (unit) => {
    if (!known.has(unit)) {
      const found = findUnit(directory, unit, now);
      known.set(unit, found?.kind === 'unit' ? numbers.get(found.unit.code) : undefined);
    }
    return known.get(unit);
  };
}

/** The duties of the units that are ranked; a unit that has no number holds none. */
export function holdDuties(
  duties: readonly Duty[],
  numberOf: (unit: string) => number | undefined,
): HeldDuty[] {
  const held: HeldDuty[] = [];
  for (const duty of duties) {
    const number = numberOf(duty.unit);
    if (number !== undefined) held.push({ ...duty, number, listed: `、${duty.objects.join('、')}、` });
  }
  return held;
}
