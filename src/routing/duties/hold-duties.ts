import type { Directory } from '../../directory/directory.ts';
import { findUnit } from '../../directory/find-unit.ts';
import type { Duty } from './duty.ts';
import type { HeldDuty } from './weigh-duties.ts';

/** The duties of the units that are ranked (by number) at a moment; a unit that the directory does not know holds none. */
export function holdDuties(
  duties: readonly Duty[],
  directory: Directory,
  numbers: ReadonlyMap<string, number>,
  now: string,
): HeldDuty[] {
  const numberOf = new Map<string, number | undefined>();
  const held: HeldDuty[] = [];
  for (const duty of duties) {
    if (!numberOf.has(duty.unit)) {
      const found = findUnit(directory, duty.unit, now);
      numberOf.set(duty.unit, found?.kind === 'unit' ? numbers.get(found.unit.code) : undefined);
    }
    const number = numberOf.get(duty.unit);
    if (number !== undefined) held.push({ ...duty, number, listed: `、${duty.objects.join('、')}、` });
  }
  return held;
}
