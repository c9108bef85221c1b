import type pg from 'pg';

/** How far each series has counted; `SERIAL` stands for the serials of what is not numbered consecutively. */
export type GivenNumbers = Readonly<Record<string, number>>;

/** The name of the serials among the series; no series of a workflow begins so. */
export const SERIAL = '#serial';

/** Reads how far each series has counted. Of serials the whole of the block that was taken last counts as given. */
export async function readGivenNumbers(database: pg.Pool | pg.ClientBase): Promise<GivenNumbers> {
  const { rows } = await database.query<{ name: string; last: number }>(
    `SELECT name, last::float8 AS last FROM task_series
    UNION ALL SELECT $1, CASE WHEN is_called THEN last_value + seqincrement - 1 ELSE 0 END::float8
      FROM task_serial, pg_sequence WHERE seqrelid = 'task_serial'::regclass`,
    [SERIAL],
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Moves series on; one that has counted farther stays. */
export async function moveNumbersOn(
  client: pg.ClientBase,
  { [SERIAL]: serial = 0, ...series }: GivenNumbers,
) {
  await client.query(
    `INSERT INTO task_series AS known (name, last)
    SELECT name, last FROM unnest($1::text[], $2::bigint[]) AS given(name, last) ORDER BY name
    ON CONFLICT (name) DO UPDATE SET last = greatest(known.last, excluded.last)`,
    [Object.keys(series), Object.values(series)],
  );
  await client.query(
    `SELECT setval('task_serial', $1::bigint, true) FROM task_serial, pg_sequence
    WHERE seqrelid = 'task_serial'::regclass AND $1::bigint > CASE WHEN is_called THEN last_value + seqincrement - 1 ELSE 0 END`,
    [serial],
  );
}
