import { z } from 'zod';
import type { Grouping, Overdue } from '../../contract/overdue.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { askedKinds } from '../lists/asked-kinds.ts';
import { askedUnits } from '../lists/asked-names.ts';
import { readCursor } from '../lists/cursor.ts';
import { next } from '../lists/list-tasks.ts';
import type { Reader } from '../lists/read-scope.ts';
import type { DuePosition } from '../store/lists/select-tasks.ts';
import type { Sources } from '../view/sources.ts';
import { viewAt } from '../view/task-view.ts';
import { countRows, type LateCounts, lateNow, lateThen } from './late-tasks.ts';
import { groupsOf } from './overdue-groups.ts';
import { overdueItem } from './overdue-item.ts';

export interface OverdueQuery {
  readonly unit?: string | undefined;
  readonly kind?: string | undefined;
  readonly groupBy: Grouping;
  /** A past moment, ISO instant; now without it. */
  readonly asOf?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const position: z.ZodType<DuePosition> = z.strictObject({ due: z.string(), id: z.uuid() });

/** What is late among the tasks that a reader may see, who holds it, why, and what was done. Throws `query-invalid`. */
export async function readOverdue(sources: Sources, reader: Reader, query: OverdueQuery): Promise<Overdue> {
  const { unit, kind, limit, groupBy } = query;
  const { late, view, asOf, now } = lateAsked(sources, reader, query);
  const binding = { principal: reader.principal, list: 'overdue', query: { unit, kind, asOf } };
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, position, binding);
  const { calendar } = view;
  const rows = await late.page(limit + 1, after);
  const shown = rows.slice(0, limit);
  const { logs, facts } = await late.known(shown);
  // A list that is one page is counted as it is shown.
  const { counts, ...counted }: LateCounts =
    after === undefined && rows.length <= limit
      ? {
          counts: countRows(shown, groupBy, logs, view.now, calendar),
          total: shown.length,
          grouped: shown.length,
          at: now,
        }
      : await late.count(groupBy);
  return {
    asOf: view.now,
    countedAt: counted.at,
    total: counted.total,
    groupBy,
    grouped: counted.grouped,
    groups: groupsOf(counts, groupBy, view, sources.county),
    items: shown.map((row) => overdueItem(row, logs.get(row.id) ?? [], facts.get(row.id), view, calendar)),
    ...next(rows, limit, ({ late_key = null, id }) => ({ due: late_key, id }), binding),
  };
}

/** The late tasks that are asked for, and what they are seen by: now, or a past moment. */
export function lateAsked(
  sources: Sources,
  { scope }: Reader,
  { unit, kind, asOf: given }: Pick<OverdueQuery, 'unit' | 'kind' | 'asOf'>,
) {
  const now = isoOf(sources.clock());
  const asOf = pastMoment(given, now);
  const view = viewAt(sources, asOf ?? now);
  const units = unit === undefined ? undefined : askedUnits(unit, view);
  const { workflows } = askedKinds({ kind }, undefined, view, scope);
  const asked = { moment: view.now, units, workflows, scope };
  return { late: asOf === undefined ? lateNow(sources, asked) : lateThen(sources, asked), view, asOf, now };
}

/** A moment that is asked for, as it is stored; refused while it lies ahead. */
function pastMoment(asked: string | undefined, now: string): string | undefined {
  if (asked === undefined) return undefined;
  const asOf = isoOf(Date.parse(asked));
  if (asOf <= now) return asOf;
  throw new Problem(
    'query-invalid',
    {
      zh: `asOf=${asked}：应为此刻（${countyMinuteOf(now)}）之前的时刻。`,
      en: `asOf=${asked}: expected a moment before now (${countyMinuteOf(now)}).`,
    },
    { parameter: 'asOf' },
  );
}
