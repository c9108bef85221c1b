import type pg from 'pg';

/** The number of the directory in force: one index look-up; undefined while the database has none. */
export async function readVersion(client: pg.ClientBase | pg.Pool): Promise<number | undefined> {
  const { rows } = await client.query<{ version: number | null }>({
    name: 'directory-version',
    text: 'SELECT max(version) AS version FROM directory_version',
  });
  return rows[0]?.version ?? undefined;
}
