import type { Database } from '../lists/listed-row.ts';

/** The event with which a task came to a seat. */
export interface OwnerRow {
  readonly owner: string;
  readonly revision: number;
  readonly type: string;
  readonly at: Date;
  readonly workflow: string;
  readonly parent: string | null;
  readonly closed_at: Date | null;
}

/** The seats that a task came to, in order, each with the event that brought it there: one look at the log of one task. */
export async function selectOwners(database: Database, taskId: string): Promise<readonly OwnerRow[]> {
  const { rows } = await database.query<OwnerRow>({
    name: 'select-owners',
    text: `SELECT step.owner, step.revision, step.type, step.at, task.workflow, task.parent, task.closed_at
      FROM (SELECT owner, revision, type, at, lag(owner) OVER (ORDER BY revision) AS before
        FROM event WHERE task_id = $1) AS step
      JOIN task ON task.id = $1
      WHERE step.before IS DISTINCT FROM step.owner ORDER BY step.revision`,
    values: [taskId],
  });
  return rows;
}
