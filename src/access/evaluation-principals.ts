import type { Directory, SeatKind } from '../directory/directory.ts';
import { indexDirectory } from '../directory/directory-index.ts';
import type { Principal } from './caller.ts';
import { seatPrincipal } from './principal-id.ts';
import type { Role } from './role.ts';

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

/** One principal for every seat of the directory, named after who holds it at the moment, and one machine client. */
export function evaluationPrincipals(directory: Directory, atMs: number): readonly Principal[] {
  const { tenuresOf, people } = indexDirectory(directory);
  const seats = directory.seats.map(({ id, kind, title }): Principal => {
    const tenure = tenuresOf.get(id)?.find(({ from, until }) => from <= atMs && atMs < until);
    const holder = tenure === undefined ? undefined : people.get(tenure.person)?.name;
    return { id: seatPrincipal(id), name: holder ?? title, role: ROLE_OF[kind], seats: [id], scopes: [] };
  });
  return [...seats, MACHINE];
}
