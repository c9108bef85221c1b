import { z } from 'zod';
import { LimitSchema } from '../../calendar/due-at.ts';
import type { OpenDeadline } from '../../calendar/preview-calendar.ts';
import type { Database } from './listed-row.ts';

/** When a rung is to fire. */
export interface ArmedAt {
  readonly key: string;
  readonly at: string;
}

/** The running deadline of an open task, with what it takes to count it anew. */
export interface TaskDeadline extends OpenDeadline {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly unit: string | null;
  readonly owner: string;
  readonly urgent: boolean;
  /** Rungs of the supervision ladder that are still to come. */
  readonly rungs: readonly ArmedAt[];
  /** Place in the order of due dates, in full precision. */
  readonly dueKey: string;
}

interface DeadlineRow extends Pick<TaskDeadline, 'id' | 'number' | 'revision' | 'unit' | 'owner'> {
  readonly urgency: string | null;
  readonly due_at: Date;
  readonly due_key: string;
  readonly counted_from: Date;
  readonly counted_limit: unknown;
  readonly suspended: number | null;
  readonly provisional: boolean | null;
  readonly rungs: unknown;
}

// Tasks of the first version did not keep from where they count: it is their last dispatch.
const COLUMNS = `task.id, task.number, task.revision, task.unit, task.owner, task.urgency,
  task.due_at, task.due_at::text AS due_key,
  coalesce((task.context -> 'deadline' ->> 'from')::timestamptz,
    (SELECT max(event.at) FROM event WHERE event.task_id = task.id AND event.type = 'routed')) AS counted_from,
  task.context -> 'deadline' -> 'limit' AS counted_limit,
  (task.context -> 'deadline' ->> 'suspendedMinutes')::int AS suspended,
  (task.context ->> 'provisional')::boolean AS provisional, task.context -> 'rungs' AS rungs`;

const RUNNING = `task.closed_at IS NULL AND task.due_at IS NOT NULL
  AND task.context -> 'deadline' -> 'limit' IS NOT NULL`;

/** The deadlines that run now, the earliest first, after a place in that order. */
export async function selectOpenDeadlines(
  database: Database,
  after: Pick<TaskDeadline, 'dueKey' | 'id'> | undefined,
  limit: number,
): Promise<readonly TaskDeadline[]> {
  const { rows } = await database.query<DeadlineRow>(
    `SELECT ${COLUMNS} FROM task WHERE ${RUNNING}
      AND (task.due_at, task.id) > ($1::timestamptz, $2::uuid) ORDER BY task.due_at, task.id LIMIT $3`,
    [after?.dueKey ?? '-infinity', after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  return rows.flatMap(deadlineOf);
}

/** The deadline of one task as it stands now; undefined where none runs. */
export async function selectOpenDeadline(database: Database, id: string): Promise<TaskDeadline | undefined> {
  const { rows } = await database.query<DeadlineRow>({
    name: 'select-open-deadline',
    text: `SELECT ${COLUMNS} FROM task WHERE ${RUNNING} AND task.id = $1`,
    values: [id],
  });
  return rows.flatMap(deadlineOf)[0];
}

const counted = z.object({
  limit: LimitSchema,
  from: z.date(),
  rungs: z.array(z.object({ key: z.string(), at: z.string() })).nullish(),
});

function deadlineOf(row: DeadlineRow): TaskDeadline[] {
  const { id, number, revision, unit, owner, due_key: dueKey, suspended, provisional } = row;
  const terms = counted.safeParse({ limit: row.counted_limit, from: row.counted_from, rungs: row.rungs });
  if (!terms.success) return [];
  return [
    {
      id,
      number,
      revision,
      unit,
      owner,
      urgent: row.urgency === 'urgent',
      dueKey,
      from: terms.data.from.toISOString(),
      limit: terms.data.limit,
      suspendedMinutes: suspended ?? 0,
      dueAt: row.due_at.toISOString(),
      provisional: provisional ?? false,
      rungs: terms.data.rungs ?? [],
    },
  ];
}
