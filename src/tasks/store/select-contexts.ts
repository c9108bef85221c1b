import type { StoredMemory } from '../../engine/definition/remembered.ts';
import type { Database } from './lists/listed-row.ts';

/** What a task remembers, at a revision. */
export interface ContextRow extends StoredMemory {
  readonly id: string;
  readonly revision: number;
}

/** The contexts of some tasks. */
export async function selectContexts(
  database: Database,
  tasks: readonly string[],
): Promise<readonly ContextRow[]> {
  const { rows } = await database.query<ContextRow>({
    name: 'select-contexts',
    text: 'SELECT id, revision, workflow, version, value, context FROM task WHERE id = ANY($1::uuid[])',
    values: [tasks],
  });
  return rows;
}
