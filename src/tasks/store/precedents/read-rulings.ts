import type { Precedent } from '../../../routing/books/precedent.ts';
import { precedentId, precedentOf } from '../../precedents/rulings.ts';
import type { ReadBy } from '../../view/kept-by-revision.ts';
import type { Database } from '../lists/listed-row.ts';
import { settledSql } from '../overdue/settled.ts';

interface RulingRow {
  readonly workflow: string;
  readonly number: string;
  readonly at: Date;
  readonly revision: number;
  readonly type: string;
  readonly state: string;
  readonly owner: string;
  readonly data: unknown;
  readonly matter: unknown;
}

/** The precedents in force of the tasks named, or of all, oldest first, read off the log. */
export async function readRulings(
  { database, registry }: ReadBy,
  taskIds?: readonly string[],
): Promise<readonly Precedent[]> {
  const { dispatch, settled, learning, matter } = settledSql(registry);
  const { rows } = await database.query<RulingRow>({
    text: `SELECT task.workflow, task.number, event.at, event.revision, event.type, event.state,
        event.owner, event.data, ${matter} AS matter
      FROM event JOIN task ON task.id = event.task_id ${dispatch}
      WHERE ${settled} AND ${learning} ${taskIds === undefined ? '' : 'AND event.task_id = ANY($1::uuid[])'}
        AND NOT EXISTS (SELECT FROM precedent_withdrawal gone
          WHERE gone.task_id = event.task_id AND gone.revision = event.revision)
      ORDER BY event.at`,
    values: taskIds === undefined ? [] : [taskIds],
  });
  return rows.flatMap((row) => precedentOfRow(registry, row));
}

function precedentOfRow(
  registry: ReadBy['registry'],
  { workflow, at, ...row }: RulingRow,
): readonly Precedent[] {
  const precedent = precedentOf(registry.find(workflow), { ...row, at: at.toISOString() });
  return precedent === undefined ? [] : [precedent];
}

// So many accepted tasks teach; older ones say little of what a county does now.
export const ACCEPTED_KEPT = 20_000;

/** The youngest accepted tasks among those named, or among all, oldest first, as what they teach. */
export async function readAccepted(
  { database, registry }: ReadBy,
  taskIds?: readonly string[],
): Promise<readonly Precedent[]> {
  const { accepted, learning, matter } = settledSql(registry);
  const { rows } = await database.query<RulingRow>({
    text: `SELECT task.workflow, task.number, event.at, event.revision, event.type, event.state,
        event.owner, event.data, ${matter} AS matter
      FROM event JOIN task ON task.id = event.task_id
      WHERE event.type ${accepted} AND ${learning}
        ${taskIds === undefined ? '' : 'AND event.task_id = ANY($2::uuid[])'}
      ORDER BY event.at DESC LIMIT $1`,
    values: taskIds === undefined ? [ACCEPTED_KEPT] : [ACCEPTED_KEPT, taskIds],
  });
  return rows.toReversed().flatMap((row) => precedentOfRow(registry, row));
}

/** Ids of all precedents that were withdrawn; they are few. */
export async function readWithdrawn(database: Database): Promise<readonly string[]> {
  const { rows } = await database.query<Pick<RulingRow, 'number' | 'revision'>>({
    name: 'read-withdrawn',
    text: `SELECT task.number, gone.revision
      FROM precedent_withdrawal gone JOIN task ON task.id = gone.task_id`,
  });
  return rows.map(precedentId);
}
