import type { Directory, SeatKind } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { holderOf } from '../../directory/resolve/seat-holder.ts';
import type { KeyHolder, Principal } from '../caller.ts';
import type { Role } from '../role.ts';
import { seatPrincipal } from './principal-id.ts';

/** Label of the keys that the evaluation mode hands out. */
export const EVALUATION = 'evaluation';

const ROLE_OF: Readonly<Record<SeatKind, Role>> = {
  commissioner: 'commissioner',
  sectionHead: 'sectionStaff',
  unitLeader: 'unitLeader',
  dutyOfficer: 'taskForce',
  supervisor: 'supervisor',
  auditor: 'auditor',
  admin: 'admin',
};

/** Submits from outside; reads only what it handed in. */
const MACHINE: Principal = {
  id: 'machine:evaluation',
  name: '评估接口',
  role: 'machine',
  seats: [],
  scopes: ['tasks:submit', 'metrics:read'],
};

/** One key holder for every seat that is held at the moment, bound to that person, and one machine client. */
export function evaluationPrincipals(directory: Directory, atMs: number): readonly KeyHolder[] {
  return [...directory.seats.flatMap(({ id }) => keyHolderOf(directory, id, atMs) ?? []), MACHINE];
}

/** A seat with the person who holds it at a moment; undefined where nobody does, or there is no such seat. */
export function keyHolderOf(
  directory: Directory,
  seatId: string,
  atMs: number,
  person = holderOf(directory, seatId, atMs),
): KeyHolder | undefined {
  const { seats, people } = indexDirectory(directory);
  const seat = seats.get(seatId);
  const given = people.get(person ?? '');
  if (seat === undefined || given === undefined) return undefined;
  const { id: who, name } = given;
  return {
    id: seatPrincipal(seatId),
    name,
    role: ROLE_OF[seat.kind],
    seats: [seatId],
    scopes: [],
    person: who,
  };
}
