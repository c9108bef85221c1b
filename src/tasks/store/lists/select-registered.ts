import type { Database } from './listed-row.ts';

/** A task of the ledger as it is found again. */
export interface RegisteredRow {
  readonly id: string;
  readonly number: string;
  readonly unit: string | null;
  readonly created_at: Date;
  readonly due_at: Date | null;
  readonly closed_at: Date | null;
  readonly context: unknown;
}

const COLUMNS = 'task.id, task.number, task.unit, task.created_at, task.due_at, task.closed_at, task.context';

/** The title as `foldName` (src/sheet/fold.ts) folds it. */
const TITLE_KEY = `lower(regexp_replace(translate(normalize(task.title, NFKC),
  E'\\u2010\\u2011\\u2012\\u2013\\u2014\\u2015\\u2212', '-------'), '\\s+', '', 'g'))`;

/**
 * Tasks of a workflow by the keys of their titles (`foldName`), oldest first. One walk over the table for all keys: an
 * index would make each step of every task dearer, for the sake of an import now and then.
 */
export async function selectByTitle(
  database: Database,
  workflow: string,
  titleKeys: readonly string[],
): Promise<readonly RegisteredRow[]> {
  const { rows } = await database.query<RegisteredRow>(
    `SELECT ${COLUMNS} FROM task JOIN unnest($2::text[]) AS asked(key) ON asked.key = ${TITLE_KEY}
      WHERE task.workflow = $1 ORDER BY task.serial`,
    [workflow, titleKeys],
  );
  return rows;
}

/** Tasks of a workflow by the numbers that people call them by. */
export async function selectByNumber(
  database: Database,
  workflow: string,
  numbers: readonly string[],
): Promise<readonly RegisteredRow[]> {
  const { rows } = await database.query<RegisteredRow>(
    `SELECT ${COLUMNS} FROM task_number called JOIN task ON task.id = called.task_id
      WHERE called.number = ANY ($2) AND task.workflow = $1`,
    [workflow, numbers],
  );
  return rows;
}

/** Tasks by their ids. */
export async function selectRegistered(
  database: Database,
  ids: readonly string[],
): Promise<readonly RegisteredRow[]> {
  const { rows } = await database.query<RegisteredRow>(`SELECT ${COLUMNS} FROM task WHERE id = ANY ($1)`, [
    ids,
  ]);
  return rows;
}
