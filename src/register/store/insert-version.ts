import type { Columns, Database, NamedRegister, Signature } from '../register.ts';

/** A version with who made it, when, why, and what they asked for. */
export interface VersionRow extends Signature {
  readonly version: number;
  readonly reason: string;
  readonly change: unknown;
  /** What the register keeps of it besides. */
  readonly columns: Columns;
}

/** Takes a version number; false when another change took it first. Holds up rivals until this transaction ends. */
export async function insertVersion(
  { name }: Pick<NamedRegister, 'name'>,
  database: Database,
  { version, at, by, reason, change, columns }: VersionRow,
): Promise<boolean> {
  const row: Columns = { version, at, changed_by: by, reason, change: JSON.stringify(change), ...columns };
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  const { rowCount } = await database.query(
    `INSERT INTO ${name}_version (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})
     ON CONFLICT (version) DO NOTHING`,
    Object.values(row),
  );
  return rowCount === 1;
}
