import type { Database } from './listed-row.ts';

/** What a task remembers, at a revision. */
export interface ContextRow {
  readonly id: string;
  readonly revision: number;
  readonly context: unknown;
}

/** The contexts of some tasks. */
export async function selectContexts(
  database: Database,
  tasks: readonly string[],
): Promise<readonly ContextRow[]> {
  const { rows } = await database.query<ContextRow>({
    name: 'select-contexts',
    text: 'SELECT id, revision, context FROM task WHERE id = ANY($1::uuid[])',
    values: [tasks],
  });
  return rows;
}
