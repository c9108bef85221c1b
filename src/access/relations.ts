import { commissionerSeatOf } from '../directory/directory.ts';
import type { Caller } from './caller.ts';
import type { Relation } from './relation.ts';

/** The facts of a task on which rights rest; a part of its facets and its origin. */
export interface TaskView {
  readonly owner: string;
  readonly attention: string | null;
  readonly unit: string | null;
  /** Principal that handed the task in, where it matters to the caller (machines only). */
  readonly submitter?: string | undefined;
}

/** What the caller is to the task just now. An auditor changes nothing and an admin has no business with tasks. */
export function relationsOf(caller: Caller, task: TaskView): readonly Relation[] {
  switch (caller.role) {
    case 'admin':
      return [];
    case 'auditor':
      return ['auditor'];
    case 'machine':
      return task.submitter === caller.id ? ['submitter'] : [];
    case 'supervisor':
      return [...bySeat(caller, task), 'supervisor'];
    case 'taskForce':
      return [...bySeat(caller, task), 'taskForce'];
    case 'commissioner':
      return bySeat(caller, task);
    case 'unitLeader':
      return isOfUnit(caller, task) ? [...bySeat(caller, task), 'unitLeader'] : bySeat(caller, task);
    case 'sectionStaff':
      return caller.speaksFor.has(task.owner)
        ? [...bySeat(caller, task), 'sectionStaff']
        : bySeat(caller, task);
    default:
      return assertNever(caller.role);
  }
}

/** What the caller is to a task that does not exist yet, for the declaration of who may submit. */
export function submittingRelationsOf(caller: Caller): readonly Relation[] {
  switch (caller.role) {
    case 'machine':
      return caller.scopes.includes('tasks:submit') ? ['submitter'] : [];
    case 'commissioner':
      return ['unitCommissioner'];
    case 'taskForce':
    case 'unitLeader':
    case 'sectionStaff':
    case 'supervisor':
      return [caller.role];
    case 'auditor':
    case 'admin':
      return [];
    default:
      return assertNever(caller.role);
  }
}

/** Relations that come from the seats spoken for: one's own, and those one stands in for. */
function bySeat({ speaksFor }: Caller, { owner, unit }: TaskView): readonly Relation[] {
  const found: Relation[] = speaksFor.has(owner) ? ['accountable'] : [];
  if (unit !== null && speaksFor.has(commissionerSeatOf(unit))) found.push('unitCommissioner');
  return found;
}

function isOfUnit({ units }: Caller, { unit }: TaskView): boolean {
  return unit !== null && units.includes(unit);
}

function assertNever(role: never): never {
  throw new Error(`Role ${String(role)}: expected one of those in role.ts.`);
}
