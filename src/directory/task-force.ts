import type { Directory } from './directory.ts';
import { indexDirectory } from './directory-index.ts';

/** True for a seat whose holder is an officer of the task force: its duty officers and its leader. */
export function isOfficerSeat(directory: Directory, id: string): boolean {
  const { seats, units } = indexDirectory(directory);
  const seat = seats.get(id);
  return (
    (seat?.kind === 'dutyOfficer' || seat?.kind === 'unitLeader') &&
    units.get(seat.unit)?.kind === 'taskForce'
  );
}
