import { z } from 'zod';
import type { TaskItem } from '../../contract/task.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { ListedRow } from '../store/lists/listed-row.ts';
import { countTasks, type DuePosition, selectByDue, selectBySerial } from '../store/lists/select-tasks.ts';
import type { Sources } from '../view/sources.ts';
import { itemOf, viewNow } from '../view/task-view.ts';
import { type CursorBinding, readCursor, writeCursor } from './cursor.ts';
import { rowFilterOf } from './read-filter.ts';
import type { Reader } from './read-scope.ts';
import { refuseUnknown } from './refuse-empty.ts';
import type { TaskFilter } from './task-filter.ts';

export interface ListQuery {
  readonly filter: TaskFilter;
  /** `serial`: newest first; `due`: what is due first comes first, open tasks only. */
  readonly sort: 'serial' | 'due';
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count: boolean;
}

export interface TaskPage {
  readonly items: readonly TaskItem[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
  /** Only when asked for: it costs a walk over all that is found. */
  readonly total?: number;
}

const serialPosition = z.int().positive();
const duePosition: z.ZodType<DuePosition> = z.strictObject({ due: z.string().nullable(), id: z.uuid() });

/** One page of the tasks that a reader may see. Throws `query-invalid`. */
export async function listTasks(sources: Sources, reader: Reader, query: ListQuery): Promise<TaskPage> {
  const { sort, limit, cursor } = query;
  const view = viewNow(sources);
  const filter = rowFilterOf(query.filter, view, reader.scope);
  if (sort === 'due' && filter.open !== true) {
    throw new Problem(
      'query-invalid',
      {
        zh: 'sort=due：仅未结任务可按期限排序，请加 status=open。',
        en: 'sort=due: only open tasks are listed by due date; add status=open.',
      },
      { parameter: 'sort' },
    );
  }
  const binding = { principal: reader.principal, list: 'tasks', query: { ...query.filter, sort } };
  const selection = { filter, scope: reader.scope, limit: limit + 1 };
  const [rows, total] = await Promise.all([
    sort === 'due'
      ? selectByDue(
          sources.database,
          selection,
          cursor ? readCursor(cursor, duePosition, binding) : undefined,
        )
      : selectBySerial(
          sources.database,
          selection,
          cursor ? readCursor(cursor, serialPosition, binding) : undefined,
        ),
    query.count ? countTasks(sources.database, filter, reader.scope) : undefined,
  ]);
  if (rows.length === 0 && cursor === undefined) await refuseUnknown(sources, reader, query.filter);
  return {
    items: rows.slice(0, limit).map((row) => itemOf(row, view)),
    ...next(rows, limit, (row) => (sort === 'due' ? { due: row.due_key, id: row.id } : row.serial), binding),
    ...(total === undefined ? {} : { total }),
  };
}

/** The cursor after the last row of a page; nothing where no row was read beyond it. */
export function next<Row extends ListedRow>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => unknown,
  binding: CursorBinding,
): { readonly nextCursor?: string } {
  const last = rows[limit - 1];
  if (last === undefined || rows.length <= limit) return {};
  return { nextCursor: writeCursor(positionOf(last), binding) };
}
