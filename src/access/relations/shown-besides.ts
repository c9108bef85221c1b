import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import type { Task } from '../../engine/steps/task.ts';
import type { Caller } from '../caller.ts';
import { wasOwnedBy } from '../store/task-kin.ts';
import { readScopeOf } from './may-read.ts';

/**
 * Whether a task is shown to a caller though it is with others: to the co-organising units that it names, and to whoever
 * answered for it before, as a unit that it was transferred from. They read, and do nothing.
 */
export async function isShownBesides(
  pool: pg.Pool,
  caller: Caller,
  { id, definition, snapshot }: Task,
  directory: Directory,
  at: string,
): Promise<boolean> {
  const scope = readScopeOf(caller);
  if (scope.kind === 'everything') return true;
  const { units, seats } = scope;
  if (units.length === 0 && seats.length === 0) return false;
  const isNamed = definition.shownTo(snapshot.context).some((name) => {
    const finding = findUnit(directory, name, at);
    return finding?.kind === 'unit' && units.includes(finding.unit.code);
  });
  return isNamed || wasOwnedBy(pool, id, units, seats);
}
