import type { LightBounds } from '../../../calendar/clock/light.ts';
import type { ReadScope } from '../../lists/read-scope.ts';
import type { RowFilter } from '../../lists/row-filter.ts';
import { filtered, scoped } from './conditions.ts';
import type { Database } from './listed-row.ts';
import { createParameters } from './parameters.ts';

/** How many tasks share a value; the values that are not counted by are null. */
export interface CountRow {
  readonly by: 'state' | 'unit' | 'light' | 'urgency' | 'all';
  readonly workflow: string | null;
  readonly state: string | null;
  readonly unit: string | null;
  readonly light: string | null;
  readonly urgency: string | null;
  readonly n: number;
}

/**
 * Counts what a filter finds by state, unit, light and urgency, all in one walk over at most `most` rows: what it costs
 * has a bound however many there are.
 */
export async function countBy(
  database: Database,
  filter: RowFilter,
  scope: ReadScope,
  { overdueBefore, yellowBefore }: LightBounds,
  most: number,
): Promise<readonly CountRow[]> {
  const parameters = createParameters();
  const { add } = parameters;
  const text = `SELECT
      CASE WHEN grouping(found.state) = 0 THEN 'state' WHEN grouping(found.unit) = 0 THEN 'unit'
        WHEN grouping(found.light) = 0 THEN 'light' WHEN grouping(found.urgency) = 0 THEN 'urgency' ELSE 'all' END AS by,
      found.workflow, found.state, found.unit, found.light, found.urgency, count(*)::float8 AS n
    FROM (SELECT task.workflow, task.state, task.unit, task.urgency,
        CASE WHEN task.closed_at IS NOT NULL OR task.due_at IS NULL THEN 'none'
          WHEN task.held_light IS NOT NULL THEN task.held_light
          WHEN task.due_at < ${add(overdueBefore)}::timestamptz THEN 'red'
          WHEN task.due_at < ${add(yellowBefore)}::timestamptz THEN 'yellow' ELSE 'green' END AS light
      FROM task WHERE ${filtered(filter, add)} AND ${scoped(scope, add)} LIMIT ${add(most)}) AS found
    GROUP BY GROUPING SETS ((found.workflow, found.state), (found.unit), (found.light), (found.urgency), ())`;
  return (await database.query<CountRow>(text, parameters.values)).rows;
}
