import type pg from 'pg';

/** A task from before projections, and its log. */
export interface UnfilledTask {
  readonly id: string;
  readonly workflow: string;
  readonly parent: string | null;
  readonly title: string;
  /** As it is now. */
  readonly context: unknown;
}

export interface UnfilledEvent {
  readonly task_id: string;
  readonly revision: number;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  readonly at: Date;
  readonly due_at: Date | null;
}

/** What the log of a task comes to for its readers. */
export interface FilledTask {
  readonly id: string;
  readonly texts: readonly { readonly revision: number; readonly text: string }[];
  readonly record: object;
  readonly lastDueAt: string | null;
}

/** The next tasks to be filled, held for this transaction; undefined while another process has them, or none is left. */
export async function nextUnfilled(
  client: pg.ClientBase,
  limit: number,
): Promise<{ readonly last: boolean; readonly tasks: readonly UnfilledTask[] } | undefined> {
  const { rows: places } = await client.query<{ after: string; last: string }>(
    'SELECT after, last FROM task_fill FOR UPDATE SKIP LOCKED',
  );
  const [place] = places;
  if (place === undefined) return undefined;
  const { rows: tasks } = await client.query<UnfilledTask>(
    'SELECT id, workflow, parent, title, context FROM task WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3',
    [place.after, place.last, limit],
  );
  return { last: tasks.length < limit, tasks };
}

/** Whether there are tasks that nobody has filled yet. */
export async function isUnfilled(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('SELECT FROM task_fill');
  return rows.length > 0;
}

export async function readLogs(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly UnfilledEvent[]> {
  const { rows } = await client.query<UnfilledEvent>(
    `SELECT task_id, revision, type, data::text AS data, at, due_at FROM event WHERE task_id = ANY($1::uuid[])
    ORDER BY task_id, revision`,
    [ids],
  );
  return rows;
}

/** Writes what the logs came to; what later events have written meanwhile stays. */
export async function writeFilled(
  client: pg.ClientBase,
  filled: readonly FilledTask[],
  last: boolean,
): Promise<void> {
  const texts = filled.flatMap(({ id, texts: own }) => own.map((one) => ({ id, ...one })));
  await client.query(
    `INSERT INTO task_search (task_id, revision, text)
    SELECT id, revision, text FROM json_to_recordset($1) AS t(id uuid, revision int, text text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(texts)],
  );
  await client.query(
    `UPDATE task SET record = f.record || task.record, last_due_at = coalesce(task.last_due_at, task.due_at, f."lastDueAt")
    FROM json_to_recordset($1) AS f(id uuid, record jsonb, "lastDueAt" timestamptz) WHERE task.id = f.id`,
    [JSON.stringify(filled)],
  );
  if (last) await client.query('DELETE FROM task_fill');
  else await client.query('UPDATE task_fill SET after = $1', [filled.at(-1)?.id]);
}
