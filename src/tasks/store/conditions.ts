import type { ReadScope } from '../read-scope.ts';
import type { RowFilter } from '../task-filter.ts';
import { containing, type SqlValues } from './parameters.ts';

/** The table expression and the condition of a filter within a scope; only what is asked for gets into the text. */
export function filtered(
  filter: RowFilter,
  scope: ReadScope,
  { add }: SqlValues,
): { readonly from: string; readonly where: string } {
  const { serial, unit, seat, state, category, workflow, parent, open, dueFrom, dueBefore, text } = filter;
  const conditions = [
    scoped(scope, add),
    serial !== undefined && `task.serial = ${add(serial)}`,
    unit !== undefined && `task.unit = ${add(unit)}`,
    seat !== undefined && `task.owner = ${add(seat)}`,
    state !== undefined && within('task.state', state, ['.', '|'], add),
    category !== undefined && within('task.category', category, ['/'], add),
    workflow !== undefined && `task.workflow = ${add(workflow)}`,
    parent !== undefined && `task.parent = ${add(parent)}`,
    open !== undefined && `task.closed_at IS ${open ? '' : 'NOT '}NULL`,
    dueFrom !== undefined && `task.due_at >= ${add(dueFrom)}`,
    dueBefore !== undefined && `task.due_at < ${add(dueBefore)}`,
    text !== undefined && `task_text.text ILIKE ${add(containing(text))}`,
  ].filter((condition) => condition !== false);
  return {
    from: text === undefined ? 'task' : 'task JOIN task_text ON task_text.task_id = task.id',
    where: conditions.join(' AND '),
  };
}

/** The condition that a task is in scope. */
export function scoped(scope: ReadScope, add: SqlValues['add']): string {
  if (scope.kind === 'everything') return 'true';
  const units = add(scope.units);
  const seats = add(scope.seats);
  return `(task.unit = ANY(${units}::text[]) OR task.owner = ANY(${seats}::text[])
    OR task.attention = ANY(${seats}::text[]))`;
}

/** A path itself and all paths below it: prefixes end at a separator, so `a/b` does not find `a/bc`. */
function within(column: string, path: string, separators: readonly string[], add: SqlValues['add']): string {
  const below = separators.map((separator) => `starts_with(${column}, ${add(path + separator)})`);
  return `(${column} = ${add(path)} OR ${below.join(' OR ')})`;
}
