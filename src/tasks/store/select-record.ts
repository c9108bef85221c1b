import type { RecordedRow } from '../task-record.ts';
import type { Database } from './listed-row.ts';

/** What is on record of a task; undefined where there is no such task. */
export async function selectRecord(database: Database, id: string): Promise<RecordedRow | undefined> {
  const { rows } = await database.query<RecordedRow>({
    name: 'select-record',
    text: 'SELECT record, due_at, last_due_at, closed_at FROM task WHERE id = $1',
    values: [id],
  });
  return rows[0];
}
