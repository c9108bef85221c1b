import type { PastMatter } from '../../../routing/what-if.ts';
import { matterOf } from '../../precedents/routing-readings.ts';
import type { ReadBy } from '../../view/kept-by-revision.ts';
import { settledSql } from '../overdue/settled.ts';

/** Reads the matters of all tasks that were routed by the engine, oldest first, as routing saw them; of too many the youngest. */
export async function readPastMatters(
  { database, registry }: ReadBy,
  most?: number,
): Promise<readonly PastMatter[]> {
  const { learning, matter: remembered } = settledSql(registry);
  const { rows } = await database.query<{
    id: string;
    workflow: string;
    matter: unknown;
    createdAt: Date;
  }>(
    `SELECT * FROM (
      SELECT id, workflow, ${remembered} AS matter, created_at AS "createdAt", serial FROM task
      WHERE ${learning} ORDER BY serial DESC LIMIT $1
    ) youngest ORDER BY serial`,
    [most ?? null],
  );
  return rows.flatMap(({ id, workflow, matter, createdAt }) => {
    const routed = matterOf(registry.find(workflow), matter);
    return routed === undefined ? [] : [{ id, matter: routed, routedAt: createdAt.toISOString() }];
  });
}
