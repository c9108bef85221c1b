import { TASK_FORCE_UNIT } from '../../vocabulary/seats.ts';
import type { Directory } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';
import { type DirectoryDiff, diffDirectories } from '../files/directory-diff.ts';

/**
 * The units for whose seats a change can make a difference, so that a plan need not look at the others. All of them where
 * the task force is touched, as any seat may fall to it.
 */
export function unitsTouched(before: Directory, after: Directory): ReadonlySet<string> {
  const index = indexDirectory(after);
  const units = new Set(directlyTouched(before, after, diffDirectories(before, after)));
  if (units.has(TASK_FORCE_UNIT)) return new Set(index.units.keys());
  // Adding to a set while walking it visits what was added: the seats of abolished units lead to their successors.
  for (const unit of units) for (const { code } of index.predecessorsOf.get(unit) ?? []) units.add(code);
  return units;
}

function directlyTouched(before: Directory, after: Directory, diff: DirectoryDiff): readonly string[] {
  const unitOfSeat = (seat: string) => indexDirectory(after).seats.get(seat)?.unit ?? [];
  const people = [
    ...[...diff.people.written, ...diff.people.removed].map(({ id }) => id),
    ...[...diff.absences.written, ...diff.absences.removed].map(({ person }) => person),
  ];
  const seatsOfPeople = people.flatMap((person) =>
    [before, after].flatMap((directory) => {
      const index = indexDirectory(directory);
      const lent = index.delegationsTo.get(person) ?? [];
      return [...(index.seatsHeldBy.get(person) ?? []), ...lent.map(({ seat }) => seat)];
    }),
  );
  const seats = [
    ...[...diff.tenures.written, ...diff.tenures.removed].map(({ seat }) => seat),
    ...[...diff.delegations.written, ...diff.delegations.removed].map(({ seat }) => seat),
    ...seatsOfPeople,
  ];
  return [
    ...[...diff.units.written, ...diff.units.removed].map(({ code }) => code),
    ...[...diff.sections.written, ...diff.hostings.written, ...diff.seats.written].map(({ unit }) => unit),
    ...seats.flatMap(unitOfSeat),
  ];
}
