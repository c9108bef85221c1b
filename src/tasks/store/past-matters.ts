import type pg from 'pg';
import { matterSchema } from '../../routing/matter.ts';
import type { PastMatter } from '../../routing/what-if.ts';

/** Reads the matters of all tasks that were routed by the engine, oldest first, as routing saw them; of too many the youngest. */
export async function readPastMatters(
  pool: pg.Pool,
  workflow: string,
  most?: number,
): Promise<readonly PastMatter[]> {
  const { rows } = await pool.query<{ id: string; matter: Record<string, unknown>; createdAt: Date }>(
    `SELECT * FROM (
      SELECT id, context->'matter' AS matter, created_at AS "createdAt", serial FROM task
      WHERE workflow = $1 AND context->'matter' IS NOT NULL ORDER BY serial DESC LIMIT $2
    ) youngest ORDER BY serial`,
    [workflow, most ?? null],
  );
  return rows.map(({ id, matter, createdAt }) => ({
    id,
    matter: matterSchema.parse({ ...matter, unit: matter['leadUnit'] }),
    routedAt: createdAt.toISOString(),
  }));
}
