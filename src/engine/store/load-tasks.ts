import type pg from 'pg';
import type { TaskRecord } from '../definition/projections.ts';

/** A task row as it is stored. */
export interface TaskRow {
  readonly id: string;
  readonly serial: number;
  readonly number: string;
  readonly workflow: string;
  readonly version: number;
  readonly revision: number;
  readonly value: unknown;
  readonly context: unknown;
  readonly owner: string;
  readonly record: TaskRecord;
  readonly last_due_at: Date | null;
  readonly parent: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly closed_at: Date | null;
  readonly head: string;
}

const COLUMNS = `id, serial::float8 AS serial, number, workflow, version, revision, value, context, owner, record, last_due_at,
  parent, created_at, updated_at, closed_at, encode(head, 'hex') AS head`;

/** Reads the rows of tasks by id; ids that do not exist are missing from the answer. */
export async function loadTasks(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<readonly TaskRow[]> {
  const { rows } = await client.query<TaskRow>({
    name: 'load-tasks',
    text: `SELECT ${COLUMNS} FROM task WHERE id = ANY($1::uuid[])`,
    values: [ids],
  });
  return rows;
}

/** Reads how far tasks have come; ids that do not exist are missing from the answer. */
export async function loadRevisions(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ id: string; revision: number }>({
    name: 'load-revisions',
    text: 'SELECT id, revision FROM task WHERE id = ANY($1::uuid[])',
    values: [ids],
  });
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Reads the open tasks in id order after a given id: for the check at start and for rehearsals. */
export async function loadOpenTasksAfter(
  client: pg.ClientBase | pg.Pool,
  afterId: string,
  limit: number,
): Promise<readonly TaskRow[]> {
  const { rows } = await client.query<TaskRow>(
    `SELECT ${COLUMNS} FROM task WHERE closed_at IS NULL AND id > $1 ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
  return rows;
}
