import type { Database } from './listed-row.ts';

/** An event as clocks read it, with the seat that answered after it. */
export interface ClockLogRow {
  readonly task_id: string;
  readonly revision: number;
  readonly type: string;
  readonly at: Date;
  readonly state: string;
  readonly owner: string;
  readonly clock: string | null;
  readonly due_at: Date | null;
  readonly given: string | null;
  readonly detail: string | null;
}

/** The logs of some tasks up to an instant, task by task in the order of their revisions. */
export async function selectClockLogs(
  database: Database,
  tasks: readonly string[],
  until: string,
): Promise<readonly ClockLogRow[]> {
  const { rows } = await database.query<ClockLogRow>({
    name: 'select-clock-logs',
    // Of what events carry only what the columns do not say: little of it is parsed.
    text: `SELECT task_id, revision, type, at, state, owner, clock, due_at,
        CASE WHEN clock IS NULL AND due_at IS NULL THEN data ->> 'dueAt' END AS given,
        CASE type WHEN 'noticesIssued' THEN split_part(data ->> 'key', '@', 1) WHEN 'deadlineSet' THEN data ->> 'cause' END AS detail
      FROM event WHERE task_id = ANY($1::uuid[]) AND at <= $2 ORDER BY task_id, revision`,
    values: [tasks, until],
  });
  return rows;
}
