import { tenureAt } from '../../directory/change/lookup.ts';
import type { Directory } from '../../directory/directory.ts';

/** The seat in the id of a principal such as `seat:330523-O1/A`; undefined for machines and the engine. */
export function seatOfPrincipal(principal: string): string | undefined {
  return /^seat:(.+)$/.exec(principal)?.[1];
}

/** The people who hold the seats of some principals at an instant (ISO). */
export function holdersOf(
  principals: readonly string[],
  directory: Directory,
  at: string,
): readonly string[] {
  return principals.flatMap((principal) => {
    const seat = seatOfPrincipal(principal);
    return (seat !== undefined && tenureAt(directory, seat, at)?.person) || [];
  });
}
