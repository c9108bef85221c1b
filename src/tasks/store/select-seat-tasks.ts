import type { StoredMemory } from '../../engine/definition/remembered.ts';
import type { Database } from './lists/listed-row.ts';

/** An open task that some seats answer for, or that waits in their queue, with what its workflow remembers. */
export interface SeatTaskRow extends StoredMemory {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly title: string;
  readonly owner: string;
  readonly due_at: Date | null;
}

const SELECT = `SELECT id, number, workflow, state, title, owner, due_at, version, value, context FROM task
  WHERE closed_at IS NULL AND`;

/** All open tasks of some seats, first due first, then those that only wait for their decision. */
export async function selectSeatTasks(
  database: Database,
  seats: readonly string[],
): Promise<readonly SeatTaskRow[]> {
  const { rows } = await database.query<SeatTaskRow>({
    name: 'select-seat-tasks',
    text: `(${SELECT} owner = ANY($1) ORDER BY due_at, id)
      UNION ALL (${SELECT} attention = ANY($1) AND owner <> ALL($1) ORDER BY due_at, id)`,
    values: [seats],
  });
  return rows;
}
