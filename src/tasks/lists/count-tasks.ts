import { lights, type TaskLight } from '../../contract/light.ts';
import type { Title } from '../../engine/definition/define.ts';
import { isoOf } from '../../platform/clock.ts';
import { type CountRow, countBy } from '../store/lists/count-by.ts';
import type { Sources } from '../view/sources.ts';
import { stateTitleAt } from '../view/state-title.ts';
import { unitView, type View, viewNow } from '../view/task-view.ts';
import { rowFilterOf } from './read-filter.ts';
import type { Reader } from './read-scope.ts';
import { recentCounts } from './recent-counts.ts';
import type { TaskFilter } from './task-filter.ts';

/** More are not looked into: counting them takes a moment, and nobody reads so long a list. */
export const MOST_COUNTED = 100_000;

interface Counted {
  readonly title: Title;
  readonly count: number;
}

/** What a list holds, as tabs and charts show it. */
export interface TaskCounts {
  /** At most a few seconds ago: counts are shared among their readers. */
  readonly countedAt: string;
  readonly total: number;
  /** False where there are more than `MOST_COUNTED`: then everything here is a part. */
  readonly complete: boolean;
  /** All four with those that have most first, but lights, which keep their order. */
  readonly states: readonly (Counted & { readonly workflow: string; readonly path: string })[];
  readonly units: readonly (Counted & { readonly code: string | null })[];
  readonly lights: readonly { readonly light: TaskLight; readonly count: number }[];
  readonly urgencies: readonly { readonly urgency: string | null; readonly count: number }[];
}

/** Counts what a filter finds among the tasks that a reader may see, at most so many. Throws `query-invalid`. */
export async function countTasksBy(
  sources: Sources,
  { scope }: Reader,
  filter: TaskFilter,
  most = MOST_COUNTED,
): Promise<TaskCounts> {
  const view = viewNow(sources);
  const asked = rowFilterOf(filter, view, scope);
  const key = JSON.stringify(['counts', filter, scope, most]);
  const { counts, at } = await recentCounts(sources, key, () =>
    countBy(sources.database, asked, scope, view.bounds, most + 1),
  );
  const total = of(counts, 'all')[0]?.n ?? 0;
  return {
    countedAt: isoOf(at),
    total: Math.min(total, most),
    complete: total <= most,
    states: of(counts, 'state').map(({ workflow, state, n }) => ({
      workflow: workflow ?? '',
      path: state ?? '',
      title: stateTitleAt(view.definitions.get(workflow ?? ''), state ?? ''),
      count: n,
    })),
    units: of(counts, 'unit').map(({ unit, n }) => ({ code: unit, title: unitTitle(unit, view), count: n })),
    lights: lights.flatMap((light) => {
      const count = of(counts, 'light').find((row) => row.light === light)?.n;
      return count === undefined ? [] : [{ light, count }];
    }),
    urgencies: of(counts, 'urgency').map(({ urgency, n }) => ({ urgency, count: n })),
  };
}

function of(counts: readonly CountRow[], by: CountRow['by']): readonly CountRow[] {
  return counts.filter((row) => row.by === by).toSorted((a, b) => b.n - a.n);
}

function unitTitle(code: string | null, { directory }: Pick<View, 'directory'>): Title {
  const name = unitView(code, directory)?.name;
  return name === undefined ? { zh: '尚无承办单位', en: 'No unit yet' } : { zh: name, en: name };
}
