import type pg from 'pg';

/** How far a version of the calendar has been carried to the open tasks. */
export interface CarryState {
  readonly version: number;
  /** Walks over all open tasks that have been finished. */
  readonly walks: number;
  /** The last deadline of the present walk: due date in full precision, and task. */
  readonly dueKey: string | null;
  readonly taskId: string | null;
  /** Seconds since the version was put in force, by the database's clock. */
  readonly ageSeconds: number;
}

/** The newest version that has not been carried all the way; undefined where there is none. */
export async function readCarry(database: Pick<pg.Pool, 'query'>): Promise<CarryState | undefined> {
  const { rows } = await database.query<CarryState>({ name: 'read-carry', text: `${SELECT} LIMIT 1` });
  return rows[0];
}

/** The same, held until the transaction ends; undefined where another process holds it, or there is none. */
export async function holdCarry(client: pg.ClientBase): Promise<CarryState | undefined> {
  const { rows } = await client.query<CarryState>(`${SELECT} LIMIT 1 FOR UPDATE OF carry SKIP LOCKED`);
  return rows[0];
}

const SELECT = `SELECT carry.version, carry.walks, carry.due_at::text AS "dueKey", carry.task_id AS "taskId",
    extract(epoch FROM clock_timestamp() - calendar_version.at)::float8 AS "ageSeconds"
  FROM calendar_carry carry JOIN calendar_version USING (version)
  WHERE carry.done_at IS NULL ORDER BY carry.version DESC`;

/** Notes that a new version is to be carried to the open tasks, in its own transaction. */
export async function noteToCarry(client: pg.ClientBase, version: number): Promise<void> {
  await client.query('INSERT INTO calendar_carry (version) VALUES ($1)', [version]);
}

/** Notes how far the present walk has come. */
export async function noteCarried(
  client: pg.ClientBase,
  version: number,
  last: { readonly dueKey: string; readonly id: string },
): Promise<void> {
  await client.query('UPDATE calendar_carry SET due_at = $2::timestamptz, task_id = $3 WHERE version = $1', [
    version,
    last.dueKey,
    last.id,
  ]);
}

/** Notes that a walk is finished; after the last one the version and all before it are done. */
export async function noteWalked(
  client: pg.ClientBase,
  version: number,
  { isLast }: { readonly isLast: boolean },
): Promise<void> {
  await client.query(
    `UPDATE calendar_carry SET walks = walks + 1, due_at = NULL, task_id = NULL,
       done_at = CASE WHEN $2 THEN clock_timestamp() END
     WHERE version = $1`,
    [version, isLast],
  );
  if (isLast) {
    await client.query(
      'UPDATE calendar_carry SET done_at = clock_timestamp() WHERE version < $1 AND done_at IS NULL',
      [version],
    );
  }
}
