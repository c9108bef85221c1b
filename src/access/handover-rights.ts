import type { Directory } from '../directory/directory.ts';
import { confirmerOf, type Handover } from '../directory/handover.ts';
import type { Caller } from './caller.ts';
import { rolesOf } from './roles-of.ts';

/** The parts of a handover on which rights rest. */
export type HandoverParties = Pick<Handover, 'seat' | 'leaver' | 'newcomer' | 'openedBy'>;

/** Roles that may see every handover; an administrator sees none of the brief, which tells of tasks. */
const WATCHERS: readonly Caller['role'][] = ['taskForce', 'supervisor', 'auditor', 'admin'];

/** Whether a caller may see a handover: its parties, who opened it, who confirms it, the unit's leader, those who watch. */
export function maySeeHandover(
  caller: Caller,
  handover: HandoverParties,
  directory: Directory,
  at: string,
): boolean {
  const { leaver, newcomer, openedBy } = handover;
  const parties = [leaver, newcomer, openedBy, confirmerOf(directory, handover, at)];
  return (
    rolesOf(caller).some((role) => WATCHERS.includes(role)) ||
    (caller.person !== undefined && parties.includes(caller.person)) ||
    leads(caller, handover.seat, directory)
  );
}

/** Whether a caller may see the brief, too. */
export function maySeeBrief(caller: Caller): boolean {
  return caller.role !== 'admin';
}

/** Whether a caller may open a handover of a seat: who holds it, the unit's leader, an administrator. */
export function mayOpenHandover(
  caller: Caller,
  seat: string,
  leaver: string | undefined,
  directory: Directory,
): boolean {
  return (
    caller.role === 'admin' ||
    (leaver !== undefined && caller.person === leaver) ||
    leads(caller, seat, directory)
  );
}

function leads({ role, units }: Caller, seat: string, { seats }: Directory): boolean {
  const unit = seats.find(({ id }) => id === seat)?.unit;
  return role === 'unitLeader' && unit !== undefined && units.includes(unit);
}
