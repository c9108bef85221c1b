import type { ReadScope } from '../read-scope.ts';
import type { RowFilter } from '../task-filter.ts';
import { filtered } from './conditions.ts';
import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters } from './parameters.ts';

/*
 * Statements without a name: PostgreSQL then plans each with its very values, and a rare unit, a common one and an
 * empty filter each get the index that suits them.
 */

export interface Selection {
  readonly filter: RowFilter;
  readonly scope: ReadScope;
  readonly limit: number;
}

/** Tasks by serial, newest first, below a serial. */
export async function selectBySerial(
  database: Database,
  { filter, scope, limit }: Selection,
  below: number | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const { from, where } = filtered(filter, scope, parameters);
  const after = below === undefined ? '' : `AND task.serial < ${parameters.add(below)}`;
  const text = `SELECT ${LISTED} FROM ${from} WHERE ${where} ${after}
    ORDER BY task.serial DESC LIMIT ${parameters.add(limit)}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** Position in the order by due date: the due instant, null for tasks that have none, and the id. */
export interface DuePosition {
  readonly due: string | null;
  readonly id: string;
}

/** Open tasks by due date, those without one last, after a position. */
export async function selectByDue(
  database: Database,
  selection: Selection,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const due = after?.due === null ? [] : await selectDated(database, selection, after);
  const left = selection.limit - due.length;
  if (left === 0) return due;
  const undated = await selectUndated(
    database,
    { ...selection, limit: left },
    after?.due === null ? after : undefined,
  );
  return [...due, ...undated];
}

async function selectDated(
  database: Database,
  { filter, scope, limit }: Selection,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const { from, where } = filtered(filter, scope, parameters);
  const { add } = parameters;
  const beyond =
    after === undefined
      ? ''
      : `AND (task.due_at, task.id) > (${add(after.due)}::timestamptz, ${add(after.id)}::uuid)`;
  const text = `SELECT ${LISTED} FROM ${from}
    WHERE task.closed_at IS NULL AND task.due_at IS NOT NULL AND ${where} ${beyond}
    ORDER BY task.due_at, task.id LIMIT ${add(limit)}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

async function selectUndated(
  database: Database,
  { filter, scope, limit }: Selection,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const { from, where } = filtered(filter, scope, parameters);
  const { add } = parameters;
  const beyond = after === undefined ? '' : `AND task.id > ${add(after.id)}::uuid`;
  const text = `SELECT ${LISTED} FROM ${from}
    WHERE task.closed_at IS NULL AND task.due_at IS NULL AND ${where} ${beyond}
    ORDER BY task.id LIMIT ${add(limit)}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** How many tasks a filter finds within a scope. */
export async function countTasks(database: Database, filter: RowFilter, scope: ReadScope): Promise<number> {
  const parameters = createParameters();
  const { from, where } = filtered(filter, scope, parameters);
  const text = `SELECT count(*)::float8 AS n FROM ${from} WHERE ${where}`;
  return (await database.query<{ n: number }>(text, parameters.values)).rows[0]?.n ?? 0;
}
