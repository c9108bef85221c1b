import type { ReadScope } from '../../lists/read-scope.ts';
import { scoped } from './conditions.ts';
import type { Database } from './listed-row.ts';
import { createParameters } from './parameters.ts';

/** Of so many tasks the sources are looked at: enough to offer what people write. */
const NEWEST = 2_000;

/** The sources of the newest tasks that a reader may see, the most frequent first. */
export async function selectSources(database: Database, scope: ReadScope): Promise<readonly string[]> {
  const { add, values } = createParameters();
  const text = `SELECT found.source FROM (SELECT task.record ->> 'source' AS source FROM task
      WHERE ${scoped(scope, add)} ORDER BY task.serial DESC LIMIT ${add(NEWEST)}) AS found
    WHERE found.source IS NOT NULL GROUP BY found.source ORDER BY count(*) DESC, found.source`;
  return (await database.query<{ source: string }>(text, values)).rows.map(({ source }) => source);
}

/** Whether there is such a task among those that a reader may see. */
export async function isInScope(database: Database, scope: ReadScope, id: string): Promise<boolean> {
  const { add, values } = createParameters();
  const text = `SELECT FROM task WHERE task.id = ${add(id)} AND ${scoped(scope, add)}`;
  return (await database.query(text, values)).rows.length > 0;
}
