import { commissionerSeatOf } from '../directory/directory.ts';
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
      return within([...caller.units, ...unitsStoodInFor(caller)], caller);
    case 'sectionStaff':
      return within(unitsStoodInFor(caller), caller);
    case 'machine':
      return caller.scopes.includes('tasks:read') ? { kind: 'everything' } : NOTHING;
    case 'admin':
      return NOTHING;
    default:
      return caller.role satisfies never;
  }
}

function within(units: readonly string[], { speaksFor }: Caller): ReadScope {
  return { kind: 'some', units: [...new Set(units)], seats: [...speaksFor] };
}

/** Whoever stands in for a commissioner leads the unit's work meanwhile, its sections' assignments included. */
function unitsStoodInFor({ speaksFor }: Caller): readonly string[] {
  return [...speaksFor].flatMap((seat) => {
    const unit = seat.slice(0, seat.lastIndexOf('/'));
    return commissionerSeatOf(unit) === seat ? [unit] : [];
  });
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
