import type { ReadScope } from '../tasks/read-scope.ts';
import type { Caller } from './caller.ts';
import type { TaskView } from './relations.ts';

/** What a caller may read in lists; `mayRead` says the same of one task. */
export function readScopeOf(caller: Caller): ReadScope {
  switch (caller.role) {
    case 'taskForce':
    case 'supervisor':
    case 'auditor':
      return { kind: 'everything' };
    case 'commissioner':
    case 'unitLeader':
      return { kind: 'some', units: caller.units, seats: [...caller.speaksFor] };
    case 'sectionStaff':
      return { kind: 'some', units: [], seats: [...caller.speaksFor] };
    case 'machine':
      return caller.scopes.includes('tasks:read') ? { kind: 'everything' } : NOTHING;
    case 'admin':
      return NOTHING;
    default:
      return caller.role satisfies never;
  }
}

const NOTHING: ReadScope = { kind: 'some', units: [], seats: [] };

/**
 * Whether the caller may read a task by itself: by role, unit, a seat spoken for, or having handed it in. The parent of
 * a section's own task is readable too; that takes a look at its children (`readable-task.ts`).
 */
export function mayRead(caller: Caller, task: TaskView): boolean {
  if (task.submitter !== undefined && task.submitter === caller.id) return true;
  const scope = readScopeOf(caller);
  if (scope.kind === 'everything') return true;
  return (
    (task.unit !== null && scope.units.includes(task.unit)) ||
    scope.seats.includes(task.owner) ||
    (task.attention !== null && scope.seats.includes(task.attention))
  );
}
