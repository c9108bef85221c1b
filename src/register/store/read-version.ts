import type { Database, NamedRegister } from '../register.ts';

/** The number of the version in force: one index look-up; undefined while the database has none. */
export async function readVersion(
  { name }: Pick<NamedRegister, 'name'>,
  database: Database,
): Promise<number | undefined> {
  const { rows } = await database.query<{ version: number | null }>({
    name: `${name}-version`,
    text: `SELECT max(version) AS version FROM ${name}_version`,
  });
  return rows[0]?.version ?? undefined;
}
