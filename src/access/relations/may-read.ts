import type { ReadScope } from '../../tasks/lists/read-scope.ts';
import { commissionerSeatOf, DUTY_SEAT, leaderSeatOf } from '../../vocabulary/seats.ts';
import type { Caller } from '../caller.ts';
import { tasksLentTo } from './answers-for.ts';
import type { TaskView } from './relations.ts';

const scopes = new WeakMap<Caller, ReadScope>();

/** What a caller may read in lists; `mayRead` says the same of one task. Worked out once: a caller never changes. */
export function readScopeOf(caller: Caller): ReadScope {
  let scope = scopes.get(caller);
  if (scope === undefined) {
    scope = workOutScope(caller);
    scopes.set(caller, scope);
  }
  return scope;
}

function workOutScope(caller: Caller): ReadScope {
  switch (caller.role) {
    case 'taskForce':
    case 'supervisor':
    case 'auditor':
      return { kind: 'everything' };
    case 'commissioner':
    case 'unitLeader':
    case 'sectionStaff':
      // The duty seat has the whole county's work before it.
      if (caller.speaksFor.has(DUTY_SEAT)) return { kind: 'everything' };
      return within([...unitsOf(caller), ...unitsStoodInFor(caller)], caller);
    case 'machine':
      return caller.scopes.includes('tasks:read') ? { kind: 'everything' } : NOTHING;
    case 'admin':
      return NOTHING;
    default:
      return caller.role satisfies never;
  }
}

function within(units: readonly string[], caller: Caller): ReadScope {
  return {
    kind: 'some',
    units: [...new Set(units)],
    seats: [...caller.speaksFor],
    tasks: tasksLentTo(caller),
  };
}

/** A section sees what is its own, the others of a unit all of its work. */
function unitsOf({ role, units }: Caller): readonly string[] {
  return role === 'sectionStaff' ? [] : units;
}

/** A person who stands in for a commissioner or a leader leads the unit's work meanwhile, its sections' included. */
function unitsStoodInFor({ speaksFor }: Caller): readonly string[] {
  return [...speaksFor].flatMap((seat) => {
    const unit = seat.slice(0, seat.lastIndexOf('/'));
    return [commissionerSeatOf(unit), leaderSeatOf(unit)].includes(seat) ? [unit] : [];
  });
}

const NOTHING: ReadScope = { kind: 'some', units: [], seats: [] };

/**
 * Whether the caller may read a task by itself: by role, unit, a seat spoken for, a loan of this task, or
 * having handed it in. The parent of
 * a section's own task is readable too; that takes a look at its children (`readable-task.ts`).
 */
export function mayRead(caller: Caller, task: TaskView): boolean {
  if (task.submitter !== undefined && task.submitter === caller.id) return true;
  const scope = readScopeOf(caller);
  if (scope.kind === 'everything') return true;
  return (
    (task.unit !== null && scope.units.includes(task.unit)) ||
    scope.seats.includes(task.owner) ||
    scope.tasks?.includes(task.id) === true ||
    (task.attention !== null && scope.seats.includes(task.attention))
  );
}
