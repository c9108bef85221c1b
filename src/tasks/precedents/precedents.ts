import { z } from 'zod';
import type { UnitView } from '../../contract/task.ts';
import type { Directory } from '../../directory/directory.ts';
import { type CursorBinding, readCursor, writeCursor } from '../lists/cursor.ts';
import {
  countRoutedBy,
  type PrecedentPlace,
  type PrecedentRow,
  selectPrecedent,
  selectPrecedents,
} from '../store/precedents/select-precedents.ts';
import type { ReadBy } from '../view/kept-by-revision.ts';
import { unitView } from '../view/task-view.ts';
import { precedentOf } from './rulings.ts';

/** A precedent as it is shown: who settled it, to which unit, how often it has routed since. */
export interface PrecedentView {
  readonly id: string;
  /** On a return a ruling, out of triage an assignment. */
  readonly kind: 'ruling' | 'assignment';
  readonly at: string;
  readonly by: { readonly principal: string; readonly name: string };
  readonly unit: UnitView | null;
  readonly task: { readonly id: string; readonly number: string; readonly title: string };
  readonly routed: { readonly count: number; readonly lastAt: string | null };
  readonly withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** A precedent with the event that set it. */
export interface FoundPrecedent {
  readonly taskId: string;
  readonly revision: number;
  readonly view: PrecedentView;
}

const place = z.tuple([z.string(), z.string(), z.int()]);

/** A page of the precedents, the youngest first. */
export async function listPrecedents(
  by: ReadBy,
  directory: Directory,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  binding: CursorBinding,
): Promise<{ readonly items: readonly PrecedentView[]; readonly nextCursor?: string }> {
  const after: PrecedentPlace | undefined =
    cursor === undefined ? undefined : readCursor(cursor, place, binding);
  const found = await selectPrecedents(by, after, limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const items = (await viewsOf(by, directory, rows)).map(({ view }) => view);
  if (last === undefined) return { items };
  return { items, nextCursor: writeCursor([last.at_key, last.task_id, last.revision], binding) };
}

/** Takes `2026-000123/4` as it stands in reasons, and `2026-000123-4` as it goes into a path. */
const ID = /^(20\d\d-\d{6,12})[/-](\d{1,9})$/;

/** The precedent of an id; undefined where there is none. */
export async function findPrecedent(
  by: ReadBy,
  directory: Directory,
  id: string,
): Promise<FoundPrecedent | undefined> {
  const [, number = '', revision] = ID.exec(id) ?? [];
  const row = await selectPrecedent(by, number, Number(revision));
  const [found] = row === undefined ? [] : await viewsOf(by, directory, [row]);
  return found;
}

async function viewsOf(
  by: ReadBy,
  directory: Directory,
  rows: readonly PrecedentRow[],
): Promise<readonly FoundPrecedent[]> {
  const precedents = rows.flatMap((row) => {
    const precedent = precedentOf(by.registry.find(row.workflow), { ...row, at: row.at.toISOString() });
    return precedent === undefined ? [] : [{ row, precedent }];
  });
  const routed = await countRoutedBy(
    by,
    precedents.map(({ precedent }) => precedent.id),
  );
  return precedents.map(({ row, precedent: { id, kind, unit, at } }) => ({
    taskId: row.task_id,
    revision: row.revision,
    view: {
      id,
      kind: kind === 'ruling' ? 'ruling' : 'assignment',
      at,
      by: { principal: row.actor.principal, name: row.actor.name },
      unit: unitView(unit, directory),
      task: { id: row.task_id, number: id.split('/')[0] ?? id, title: row.title },
      routed: routed.get(id) ?? { count: 0, lastAt: null },
      withdrawn: withdrawalOf(row),
    },
  }));
}

function withdrawalOf({
  withdrawn_at,
  withdrawn_by,
  withdrawn_reason,
}: PrecedentRow): PrecedentView['withdrawn'] {
  if (withdrawn_at === null) return null;
  return { at: withdrawn_at.toISOString(), by: withdrawn_by ?? '', reason: withdrawn_reason ?? '' };
}
