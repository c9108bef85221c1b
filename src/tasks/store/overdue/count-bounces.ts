import type { ReadBy } from '../../view/kept-by-revision.ts';
import { settledSql } from './settled.ts';

/** Dispatches that rest on the same ground, and what came back of them. */
export interface BounceCount {
  readonly step: string;
  readonly rule: string | null;
  readonly unit: string;
  readonly dispatches: number;
  readonly returns: number;
  readonly upheld: number;
  readonly rebound: number;
}

/**
 * Counts the dispatches of a time (ISO instants, the end not included) by the step and rule that decided them and the
 * unit they went to, and of each what came of it up to now: returned, and then upheld or bound to another unit.
 */
export async function countBounces(
  { database, registry }: ReadBy,
  from: string,
  until: string,
): Promise<readonly BounceCount[]> {
  const { brought, decided, returned, upheld, assigned } = settledSql(registry);
  const { rows } = await database.query<BounceCount>(
    `WITH dispatch AS (
       SELECT task_id, revision, data -> 'reason' ->> 'step' AS step, data -> 'reason' ->> 'rule' AS rule,
         data ->> 'unit' AS unit
       FROM event WHERE type ${brought} AND at >= $1::timestamptz AND at < $2::timestamptz
     ), returned AS (
       SELECT back.task_id, back.revision, cause.revision AS dispatch, ruling.type AS ruling, ruling.unit AS bound_to
       FROM event back
       CROSS JOIN LATERAL (
         SELECT revision FROM event WHERE task_id = back.task_id AND revision < back.revision
           AND type ${brought} ORDER BY revision DESC LIMIT 1
       ) cause
       LEFT JOIN LATERAL (
         SELECT type, data ->> 'unit' AS unit FROM event WHERE task_id = back.task_id AND revision > back.revision
           AND type ${decided} ORDER BY revision LIMIT 1
       ) ruling ON true
       WHERE ${returned} AND back.at >= $1::timestamptz
     )
     SELECT coalesce(step, '') AS step, rule, unit, count(*)::int AS dispatches,
       count(returned.revision)::int AS returns,
       count(*) FILTER (WHERE ruling ${upheld} OR bound_to = unit)::int AS upheld,
       count(*) FILTER (WHERE ruling ${assigned} AND bound_to <> unit)::int AS rebound
     FROM dispatch
     LEFT JOIN returned ON returned.task_id = dispatch.task_id AND returned.dispatch = dispatch.revision
     GROUP BY 1, 2, 3`,
    [from, until],
  );
  return rows;
}
