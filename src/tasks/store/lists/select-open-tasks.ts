import type { StoredMemory } from '../../../engine/definition/remembered.ts';
import type { Database } from './listed-row.ts';

/** An open task: where it stands and what its workflow remembers. */
export interface OpenTaskRow extends StoredMemory {
  readonly id: string;
  readonly owner: string;
  readonly attention: string | null;
  readonly unit: string | null;
  readonly state: string;
}

/** Those of some tasks that are open. */
export async function selectOpenTasks(
  database: Database,
  ids: readonly string[],
): Promise<readonly OpenTaskRow[]> {
  const { rows } = await database.query<OpenTaskRow>({
    name: 'select-open-tasks',
    text: `SELECT id, owner, attention, unit, state, workflow, version, value, context FROM task
      WHERE id = ANY($1::uuid[]) AND closed_at IS NULL`,
    values: [ids],
  });
  return rows;
}
