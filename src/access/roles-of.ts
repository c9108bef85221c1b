import { DUTY_SEAT } from '../vocabulary/seats.ts';
import type { Caller } from './caller.ts';
import type { Role } from './role.ts';

/** Roles of seats whose holders may be officers of the task force besides. */
const MAY_BE_OFFICERS: readonly Role[] = ['commissioner', 'unitLeader', 'sectionStaff'];

/** What a caller is in the county: by the seat of their key, and of the task force where they share its queue. */
export function rolesOf({ role, speaksFor }: Caller): readonly Role[] {
  return MAY_BE_OFFICERS.includes(role) && speaksFor.has(DUTY_SEAT) ? [role, 'taskForce'] : [role];
}
