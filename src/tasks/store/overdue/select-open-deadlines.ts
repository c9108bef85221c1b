import type { OpenDeadline } from '../../../calendar/preview-calendar.ts';
import { rememberedBy, type StoredMemory } from '../../../engine/definition/remembered.ts';
import { type CountedDeadline, readingsOf } from '../../../vocabulary/readings.ts';
import type { ReadBy } from '../../view/kept-by-revision.ts';

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
  /** The event by which the task hears that it moved. */
  readonly news: string;
  /** Place in the order of due dates, in full precision. */
  readonly dueKey: string;
}

interface DeadlineRow
  extends StoredMemory,
    Pick<TaskDeadline, 'id' | 'number' | 'revision' | 'unit' | 'owner'> {
  readonly urgency: string | null;
  readonly due_at: Date;
  readonly due_key: string;
}

const COLUMNS = `task.id, task.number, task.revision, task.unit, task.owner, task.urgency,
  task.due_at, task.due_at::text AS due_key, task.workflow, task.version, task.value, task.context`;

/** Of the workflows that let a calendar move their due dates. */
const RUNNING = 'task.closed_at IS NULL AND task.due_at IS NOT NULL AND task.workflow = ANY($1::text[])';

/** A page of the deadlines that run now, the earliest first, after a place in that order. */
export interface DeadlinePage {
  readonly deadlines: readonly TaskDeadline[];
  /** The place of its last task, which may have no deadline that runs; undefined where no task was left. */
  readonly next: DeadlinePlace | undefined;
}

export type DeadlinePlace = Pick<TaskDeadline, 'dueKey' | 'id'>;

/** The deadlines of at most so many open tasks. */
export async function selectOpenDeadlines(
  by: ReadBy,
  after: DeadlinePlace | undefined,
  limit: number,
): Promise<DeadlinePage> {
  const { rows } = await by.database.query<DeadlineRow>(
    `SELECT ${COLUMNS} FROM task WHERE ${RUNNING}
      AND (task.due_at, task.id) > ($2::timestamptz, $3::uuid) ORDER BY task.due_at, task.id LIMIT $4`,
    [counting(by), after?.dueKey ?? '-infinity', after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  const last = rows.at(-1);
  return {
    deadlines: await deadlinesOf(by, rows),
    next: last && { dueKey: last.due_key, id: last.id },
  };
}

/** The deadline of one task as it stands now; undefined where none runs. */
export async function selectOpenDeadline(by: ReadBy, id: string): Promise<TaskDeadline | undefined> {
  const { rows } = await by.database.query<DeadlineRow>({
    name: 'select-open-deadline',
    text: `SELECT ${COLUMNS} FROM task WHERE ${RUNNING} AND task.id = $2`,
    values: [counting(by), id],
  });
  return (await deadlinesOf(by, rows))[0];
}

/** The workflows whose due dates a changed calendar may move. */
function counting({ registry }: ReadBy): readonly string[] {
  return registry.all
    .filter((definition) => readingsOf(definition).deadline !== undefined)
    .map(({ name }) => name);
}

async function deadlinesOf(by: ReadBy, rows: readonly DeadlineRow[]): Promise<readonly TaskDeadline[]> {
  const { registry } = by;
  const counted = rows.flatMap((row) => {
    const { deadline } = readingsOf(registry.find(row.workflow));
    const remembered = rememberedBy(registry, row);
    const terms = remembered === undefined ? null : (deadline?.of(remembered) ?? null);
    return terms === null ? [] : [{ row, terms, news: deadline?.moved ?? '' }];
  });
  const begun = await begunAt(
    by,
    counted.filter(({ terms }) => terms.from === null).map(({ row }) => row),
  );
  return counted.flatMap(({ row, terms, news }) => {
    const from = terms.from ?? begun.get(row.id);
    return from === undefined ? [] : [{ ...deadlineOf(row, terms, from), news }];
  });
}

/** When the budgets of some tasks began to count, for tasks that did not keep it: with their last dispatch. */
async function begunAt(
  { database, registry }: ReadBy,
  rows: readonly DeadlineRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const begins = [...new Set(rows.map(({ workflow }) => workflow))].flatMap(
    (workflow) => readingsOf(registry.find(workflow)).clock?.begins ?? [],
  );
  const found = await database.query<{ task_id: string; at: Date }>(
    `SELECT task_id, max(at) AS at FROM event
      WHERE task_id = ANY($1::uuid[]) AND type = ANY($2::text[]) GROUP BY task_id`,
    [rows.map(({ id }) => id), begins],
  );
  return new Map(found.rows.map(({ task_id, at }) => [task_id, at.toISOString()]));
}

function deadlineOf(
  { id, number, revision, unit, owner, urgency, due_key: dueKey, due_at }: DeadlineRow,
  { limit, suspendedMinutes, provisional, rungs }: CountedDeadline,
  from: string,
): Omit<TaskDeadline, 'news'> {
  return {
    id,
    number,
    revision,
    unit,
    owner,
    urgent: urgency === 'urgent',
    dueKey,
    from,
    limit,
    suspendedMinutes,
    dueAt: due_at.toISOString(),
    provisional,
    rungs,
  };
}
