import type { ReadBy } from '../../view/kept-by-revision.ts';
import { settledSql } from '../overdue/settled.ts';

/** A decision by hand with its task and, where it was withdrawn, by whom and why. */
export interface PrecedentRow {
  readonly task_id: string;
  readonly workflow: string;
  readonly number: string;
  readonly title: string;
  readonly matter: unknown;
  readonly at: Date;
  /** The instant in full precision, for cursors. */
  readonly at_key: string;
  readonly revision: number;
  readonly type: string;
  readonly state: string;
  readonly owner: string;
  readonly data: unknown;
  readonly actor: { readonly principal: string; readonly name: string };
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
}

/** Where a page of precedents begins. */
export type PrecedentPlace = readonly [at: string, task: string, revision: number];

function select({ registry }: ReadBy): string {
  const { dispatch, settled, learning, matter } = settledSql(registry);
  return `SELECT event.task_id, task.workflow, task.number, task.title,
    ${matter} AS matter, event.at, event.at::text AS at_key, event.revision, event.type, event.state,
    event.owner, event.data, event.actor, gone.at AS withdrawn_at, gone.withdrawn_by, gone.reason AS withdrawn_reason
  FROM event JOIN task ON task.id = event.task_id
  LEFT JOIN precedent_withdrawal gone ON gone.task_id = event.task_id AND gone.revision = event.revision
  ${dispatch} WHERE ${settled} AND ${learning}`;
}

/** Precedents, the youngest first, after a place in that order. */
export async function selectPrecedents(
  by: ReadBy,
  after: PrecedentPlace | undefined,
  limit: number,
): Promise<readonly PrecedentRow[]> {
  const [at, task, revision] = after ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2_147_483_647];
  const { rows } = await by.database.query<PrecedentRow>(
    `${select(by)} AND (event.at, event.task_id, event.revision) < ($1::timestamptz, $2::uuid, $3::int)
     ORDER BY event.at DESC, event.task_id DESC, event.revision DESC LIMIT $4`,
    [at, task, revision, limit],
  );
  return rows;
}

/** The precedent that a revision of a task set; undefined where it set none. */
export async function selectPrecedent(
  by: ReadBy,
  number: string,
  revision: number,
): Promise<PrecedentRow | undefined> {
  const { rows } = await by.database.query<PrecedentRow>(
    `${select(by)} AND event.task_id = (SELECT task_id FROM task_number WHERE number = $1) AND event.revision = $2`,
    [number, revision],
  );
  return rows[0];
}

/** How often each of some precedents has routed a matter, and when last. */
export async function countRoutedBy(
  by: ReadBy,
  precedents: readonly string[],
): Promise<ReadonlyMap<string, { readonly count: number; readonly lastAt: string }>> {
  const { dispatches } = settledSql(by.registry);
  const { rows } = await by.database.query<{ precedent: string; count: number; last_at: Date }>(
    `SELECT data -> 'reason' ->> 'precedent' AS precedent, count(*)::int AS count, max(at) AS last_at FROM event
     WHERE type ${dispatches} AND (data -> 'reason' ->> 'precedent') IS NOT NULL
       AND data -> 'reason' ->> 'precedent' = ANY($1::text[]) GROUP BY 1`,
    [precedents],
  );
  return new Map(
    rows.map(({ precedent, count, last_at }) => [precedent, { count, lastAt: last_at.toISOString() }]),
  );
}
