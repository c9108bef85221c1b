import type { Database, NamedRegister } from '../register.ts';

/** One change of a register: who made it, when (ISO instant), why, and what was asked for. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  /** Id of a person, or of the principal or program that made it. */
  readonly by: string;
  readonly reason: string;
  /** As it was asked for; empty for the seeding from files. */
  readonly change: unknown;
}

/** The changes of a register before a version, newest first, with the columns that it tells. */
export async function readHistory<Told extends object>(
  { name, told }: Pick<NamedRegister, 'name' | 'told'>,
  database: Database,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly (HistoryEntry & Told)[]> {
  const columns = ['version', 'at', 'changed_by AS by', 'reason', 'change', ...told];
  const { rows } = await database.query<HistoryEntry & Told & { readonly at: string & Date }>({
    name: `${name}-history`,
    text: `SELECT ${columns.join(', ')} FROM ${name}_version
      WHERE $1::int IS NULL OR version < $1 ORDER BY version DESC LIMIT $2`,
    values: [before ?? null, limit],
  });
  return rows.map((row) => Object.assign(row, { at: row.at.toISOString() }));
}
