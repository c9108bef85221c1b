import type { Precedent } from '../../routing/precedent.ts';
import type { ReadBy } from '../kept-by-revision.ts';
import { precedentId, precedentOf } from '../rulings.ts';
import type { Database } from './listed-row.ts';
import { settledSql } from './settled.ts';

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

/** The precedents in force that were set from an instant (ISO) on, or all of them, oldest first, read off the log. */
export async function readRulings(
  { database, registry }: ReadBy,
  since?: string,
): Promise<readonly Precedent[]> {
  const { dispatch, settled, learning, matter } = settledSql(registry);
  const { rows } = await database.query<RulingRow>({
    text: `SELECT task.workflow, task.number, event.at, event.revision, event.type, event.state,
        event.owner, event.data, ${matter} AS matter
      FROM event JOIN task ON task.id = event.task_id ${dispatch}
      WHERE ${settled} AND ${learning} AND coalesce(dispatch.at, event.at) >= coalesce($1::timestamptz, '-infinity')
        AND event.at >= coalesce($1::timestamptz - interval '1 day', '-infinity')
        AND NOT EXISTS (SELECT FROM precedent_withdrawal gone
          WHERE gone.task_id = event.task_id AND gone.revision = event.revision)
      ORDER BY event.at`,
    values: [since ?? null],
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
const ACCEPTED_KEPT = 20_000;

/** The youngest accepted tasks from an instant (ISO) on, oldest first, as what they teach. */
export async function readAccepted(
  { database, registry }: ReadBy,
  since?: string,
): Promise<readonly Precedent[]> {
  const { accepted, learning, matter } = settledSql(registry);
  const { rows } = await database.query<RulingRow>({
    text: `SELECT task.workflow, task.number, event.at, event.revision, event.type, event.state,
        event.owner, event.data, ${matter} AS matter
      FROM event JOIN task ON task.id = event.task_id
      WHERE event.type ${accepted} AND ${learning} AND event.at >= coalesce($1::timestamptz, '-infinity')
      ORDER BY event.at DESC LIMIT $2`,
    values: [since ?? null, ACCEPTED_KEPT],
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
