import type { Requesters } from '../../vocabulary/requesters.ts';
import { commissionerSeatOf, DUTY_SEAT, leaderSeatOf } from '../../vocabulary/seats.ts';
import type { Caller } from '../caller.ts';
import { answersFor, askedByOldSeat } from './answers-for.ts';
import type { Relation } from './relation.ts';

/** The facts of a task on which rights rest; a part of its facets and its origin. */
export interface TaskView {
  readonly id: string;
  readonly owner: string;
  readonly attention: string | null;
  readonly unit: string | null;
  /** Whose requests on the task are undecided; undefined where its workflow does not say. */
  readonly requestedBy: Requesters | undefined;
  /** Principal that handed the task in, where it matters to the caller (machines only). */
  readonly submitter?: string | undefined;
}

/** What the caller is to the task just now. An auditor changes nothing and an admin has no business with tasks. */
export function relationsOf(caller: Caller, task: TaskView): readonly Relation[] {
  const found = allRelationsOf(caller, task);
  // Where nobody knows whose requests they are, nobody decides them. The machine compares people; where a request did
  // not keep them, who decides is kept from it here.
  return task.requestedBy === undefined || askedByOldSeat(caller, task)
    ? found.filter((one) => !DECIDING.includes(one))
    : found;
}

/** Relations by which requests are decided. */
const DECIDING: readonly Relation[] = ['unitLeader', 'taskForce'];

function allRelationsOf(caller: Caller, task: TaskView): readonly Relation[] {
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
      return [...new Set([...bySeat(caller, task), 'taskForce' as const])];
    case 'commissioner':
    case 'unitLeader':
      return bySeat(caller, task);
    case 'sectionStaff':
      return answersFor(caller, task.owner, task)
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
      return ['unitCommissioner', ...asOfficer(caller)];
    case 'unitLeader':
    case 'sectionStaff':
      return [caller.role, ...asOfficer(caller)];
    case 'taskForce':
    case 'supervisor':
      return [caller.role];
    case 'auditor':
    case 'admin':
      return [];
    default:
      return assertNever(caller.role);
  }
}

/** An officer of the task force may do what the task force does, whatever seat's key they come with. */
function asOfficer({ speaksFor }: Caller): readonly Relation[] {
  return speaksFor.has(DUTY_SEAT) ? ['taskForce'] : [];
}

/** Relations that come from the seats answered for: one's own, those one stands in for, and what was lent. */
function bySeat(caller: Caller, task: TaskView): readonly Relation[] {
  const { owner, unit } = task;
  const found: Relation[] = answersFor(caller, owner, task) ? ['accountable'] : [];
  if (unit !== null && answersFor(caller, commissionerSeatOf(unit), task)) found.push('unitCommissioner');
  if (unit !== null && answersFor(caller, leaderSeatOf(unit), task)) found.push('unitLeader');
  if (answersFor(caller, DUTY_SEAT, task)) found.push('taskForce');
  return found;
}

function assertNever(role: never): never {
  throw new Error(`Role ${String(role)}: expected one of those in role.ts.`);
}
