import type { TaskItem } from '../../contract/task.ts';
import type { Sources } from '../view/sources.ts';
import { listTasks } from './list-tasks.ts';
import type { Reader } from './read-scope.ts';

/** A title as it is compared: width, case and white space make no difference. */
function folded(title: string): string {
  return title.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase();
}

/** Search works on no shorter text; nor would a title of one character say much. */
const FEWEST_CHARACTERS = 2;
const MOST = 20;

/** The open tasks of a workflow that are called the same, as far as the reader may see them; newest first. */
export async function openTasksTitled(
  sources: Sources,
  reader: Reader,
  { title, workflow }: { readonly title: string; readonly workflow: string },
): Promise<readonly TaskItem[]> {
  if (Array.from(title).length < FEWEST_CHARACTERS) return [];
  const filter = { text: title, workflow, status: 'open' as const };
  const { items } = await listTasks(sources, reader, { filter, sort: 'serial', limit: MOST, count: false });
  return items.filter((item) => folded(item.title) === folded(title));
}
