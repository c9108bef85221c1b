import type { Database } from './listed-row.ts';

/** How many tasks are open with each accountable seat; read from the index alone. */
export async function countOpenTasks(database: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ owner: string; open: number }>({
    name: 'count-open-tasks',
    text: 'SELECT owner, count(*)::int AS open FROM task WHERE closed_at IS NULL GROUP BY owner',
  });
  return new Map(rows.map(({ owner, open }) => [owner, open]));
}
