import type { ReadScope } from '../../lists/read-scope.ts';
import type { RowFilter } from '../../lists/row-filter.ts';
import { filtered, scoped, scopedOpen, waysIntoScope } from './conditions.ts';
import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters, type SqlValues } from './parameters.ts';

/*
 * Statements without a name: PostgreSQL then plans each with its very values, and a rare unit, a common one and an
 * empty filter each get the index that suits them.
 */

export interface Selection {
  readonly filter: RowFilter;
  readonly scope: ReadScope;
  readonly limit: number;
}

/** Tasks by serial, newest first, below a serial; with their contexts where those are asked for. */
export async function selectBySerial<Row extends ListedRow = ListedRow>(
  database: Database,
  selection: Selection,
  below: number | undefined,
  columns = LISTED,
): Promise<readonly Row[]> {
  const parameters = createParameters();
  const text = bySerial(columns, selection, below, parameters);
  return (await database.query<Row>(text, parameters.values)).rows;
}

/**
 * A scope of units and seats is walked way by way, each along its own index and only as far as the page needs: asked
 * for in one condition, the newest million tasks would be tried one after another.
 */
function bySerial(
  columns: string,
  { filter, scope, limit }: Selection,
  below: number | undefined,
  { add }: SqlValues,
): string {
  const where = filtered(filter, add);
  const after = below === undefined ? '' : `AND task.serial < ${add(below)}`;
  const end = `${after} ORDER BY task.serial DESC LIMIT ${add(limit)}`;
  if (scope.kind === 'everything') return `SELECT ${columns} FROM task WHERE ${where} ${end}`;
  const ways = waysIntoScope(scope, add).map(
    ({ keys, condition }) => `SELECT found.* FROM unnest(${keys}) AS key(code)
      CROSS JOIN LATERAL (SELECT ${columns} FROM task WHERE ${where} AND ${condition('key.code')} ${end}) AS found`,
  );
  return `SELECT DISTINCT ON (found.serial) found.* FROM (${ways.join(' UNION ALL ')}) AS found
    ORDER BY found.serial DESC LIMIT ${add(limit)}`;
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
  const dated = after?.due === null ? [] : await selectDated(database, selection, after);
  const limit = selection.limit - dated.length;
  if (limit === 0) return dated;
  const undatedAfter = after?.due === null ? after.id : undefined;
  return [...dated, ...(await selectUndated(database, { ...selection, limit }, undatedAfter))];
}

async function selectDated(
  database: Database,
  selection: Selection,
  after: DuePosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const text = `SELECT ${LISTED} FROM (${datedIds(selection, after, parameters)}) AS page
    JOIN task USING (id) ORDER BY task.due_at, task.id`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** The ids of a page of open tasks by due date, found in the index alone where it holds what is asked for. */
export function datedIds(
  { filter, scope, limit }: Selection,
  after: DuePosition | undefined,
  { add }: SqlValues,
): string {
  const where = filtered(filter, add);
  const beyond =
    after === undefined
      ? ''
      : `AND (task.due_at, task.id) > (${add(after.due)}::timestamptz, ${add(after.id)}::uuid)`;
  return `SELECT task.id FROM task
    WHERE task.closed_at IS NULL AND task.due_at IS NOT NULL AND ${where} AND ${scopedOpen(scope, add)} ${beyond}
    ORDER BY task.due_at, task.id LIMIT ${add(limit)}`;
}

async function selectUndated(
  database: Database,
  { filter, scope, limit }: Selection,
  after: string | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const where = filtered(filter, add);
  const beyond = after === undefined ? '' : `AND task.id > ${add(after)}::uuid`;
  const text = `SELECT ${LISTED} FROM task
    WHERE task.closed_at IS NULL AND task.due_at IS NULL AND ${where} AND ${scopedOpen(scope, add)} ${beyond}
    ORDER BY task.id LIMIT ${add(limit)}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

/** How many tasks a filter finds within a scope. */
export async function countTasks(database: Database, filter: RowFilter, scope: ReadScope): Promise<number> {
  const parameters = createParameters();
  const where = filtered(filter, parameters.add);
  const text = `SELECT count(*)::float8 AS n FROM task WHERE ${where} AND ${scoped(scope, parameters.add)}`;
  return (await database.query<{ n: number }>(text, parameters.values)).rows[0]?.n ?? 0;
}
