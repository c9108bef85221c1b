import type pg from 'pg';

/** Who changed the directory, when (ISO instant), why, and what they asked for. */
export interface ChangeRecord {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly change: unknown;
  /** Who is said since then to have answered in the past otherwise than was known; absent where nothing is. */
  readonly amended?: readonly object[];
}

/** Takes a version number; false when somebody else took it first. Holds up rivals until this transaction ends. */
export async function insertVersion(
  client: pg.ClientBase,
  version: number,
  county: string,
  { by, at, reason, change, amended }: ChangeRecord,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO directory_version (version, county, at, changed_by, reason, change, amended)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (version) DO NOTHING`,
    [
      version,
      county,
      at,
      by,
      reason,
      JSON.stringify(change),
      amended === undefined ? null : JSON.stringify(amended),
    ],
  );
  return rowCount === 1;
}
