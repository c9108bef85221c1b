import { filtered } from './conditions.ts';
import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters } from './parameters.ts';
import type { Selection } from './select-tasks.ts';

export interface ExportedRow extends ListedRow {
  readonly context: unknown;
}

/** Tasks with what only an export shows, by serial, newest first, below a serial. */
export async function selectForExport(
  database: Database,
  { filter, scope, limit }: Selection,
  below: number | undefined,
): Promise<readonly ExportedRow[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const { from, where } = filtered(filter, scope, parameters);
  const after = below === undefined ? '' : `AND task.serial < ${add(below)}`;
  const text = `SELECT ${LISTED}, task.context FROM ${from} WHERE ${where} ${after}
    ORDER BY task.serial DESC LIMIT ${add(limit)}`;
  return (await database.query<ExportedRow>(text, parameters.values)).rows;
}
