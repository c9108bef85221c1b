import type { ReadScope } from '../read-scope.ts';
import type { RowFilter } from '../task-filter.ts';
import { containing, type SqlValues } from './parameters.ts';

type Add = SqlValues['add'];

/** The table expression and the condition of a filter; only what is asked for gets into the text. */
export function filtered(filter: RowFilter, add: Add): { readonly from: string; readonly where: string } {
  const { serial, unit, seat, state, category, workflow, parent, open, dueFrom, dueBefore, text } = filter;
  const conditions = [
    'true',
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
export function scoped(scope: ReadScope, add: Add): string {
  if (scope.kind === 'everything') return 'true';
  const ways = waysIntoScope(scope, add).map(({ keys, condition }) => condition(`ANY(${keys})`));
  return `(${ways.join(' OR ')})`;
}

/** The same where only open tasks are asked for: of columns that the index by due date holds, and of no others. */
export function scopedOpen(scope: ReadScope, add: Add): string {
  if (scope.kind === 'everything') return 'true';
  const units = add(scope.units);
  const seats = add(scope.seats);
  const single = scope.tasks?.length ? ` OR task.id = ANY(${add(scope.tasks)}::uuid[])` : '';
  return `(task.unit = ANY(${units}::text[]) OR task.owner = ANY(${seats}::text[])
    OR task.attention = ANY(${seats}::text[])${single})`;
}

/** One reason for which tasks are in scope, to be walked in the order of its index. */
export interface WayIntoScope {
  /** Placeholder of the codes. */
  readonly keys: string;
  readonly condition: (key: string) => string;
}

export function waysIntoScope(
  { units, seats, tasks = [] }: Extract<ReadScope, { readonly kind: 'some' }>,
  add: Add,
): readonly WayIntoScope[] {
  const unitKeys = `${add(units)}::text[]`;
  const seatKeys = `${add(seats)}::text[]`;
  return [
    { keys: unitKeys, condition: (key) => `task.unit = ${key}` },
    { keys: seatKeys, condition: (key) => `task.owner = ${key}` },
    // Only open tasks wait at a seat; the index holds no others.
    { keys: seatKeys, condition: (key) => `(task.attention = ${key} AND task.closed_at IS NULL)` },
    ...(tasks.length === 0
      ? []
      : [{ keys: `${add(tasks)}::uuid[]`, condition: (key: string) => `task.id = ${key}` }]),
  ];
}

/** A path itself and all paths below it: prefixes end at a separator, so `a/b` does not find `a/bc`. */
function within(column: string, path: string, separators: readonly string[], add: Add): string {
  const below = separators.map((separator) => `starts_with(${column}, ${add(path + separator)})`);
  return `(${column} = ${add(path)} OR ${below.join(' OR ')})`;
}
