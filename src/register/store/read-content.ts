import type { Database, NamedRegister } from '../register.ts';

/** The version in force as it is stored, with who put it in force, when (ISO instant) and why. */
export interface StoredContent<Content> {
  readonly version: number;
  readonly digest: string;
  readonly content: Content;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** The version in force of a register that keeps its content whole; undefined while the database has none. */
export async function readContent<Content>(
  { name }: Pick<NamedRegister, 'name'>,
  database: Database,
): Promise<StoredContent<Content> | undefined> {
  const { rows } = await database.query<Omit<StoredContent<Content>, 'at'> & { readonly at: Date }>(
    `SELECT version, digest, content, at, changed_by AS by, reason FROM ${name}_version
     ORDER BY version DESC LIMIT 1`,
  );
  const [row] = rows;
  return row && { ...row, at: row.at.toISOString() };
}
