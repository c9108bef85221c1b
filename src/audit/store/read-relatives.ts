import type pg from 'pg';
import type { Relative } from '../checks/prove-children.ts';

/** Reads the tasks with these ids, and those that name one of these as their parent. */
export async function readRelatives(
  client: pg.ClientBase,
  ids: readonly string[],
  parents: readonly string[],
): Promise<readonly Relative[]> {
  const { rows } = await client.query<Relative>({
    name: 'proof-relatives',
    text: `SELECT id, parent FROM task WHERE id = ANY($1::uuid[])
      UNION SELECT id, parent FROM task WHERE parent = ANY($2::uuid[])`,
    values: [ids, parents],
  });
  return rows;
}
