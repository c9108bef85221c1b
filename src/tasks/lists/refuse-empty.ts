import { folded } from '../../platform/wording/fold-text.ts';
import { mostAlike } from '../entry/nearest.ts';
import { isInScope, selectSources } from '../store/lists/known-values.ts';
import type { Sources } from '../view/sources.ts';
import type { Reader } from './read-scope.ts';
import { refusedFilter } from './refused-filter.ts';
import type { TaskFilter } from './task-filter.ts';

const MOST_OFFERED = 10;

/**
 * Where a list found nothing: looks whether what only the ledger knows, a source or a parent, is there at all. Throws
 * `query-invalid` where it is not.
 */
export async function refuseUnknown(
  { database }: Sources,
  { scope }: Reader,
  { source, parent }: TaskFilter,
): Promise<void> {
  if (parent !== undefined && !(await isInScope(database, scope, parent))) {
    throw refusedFilter('parent', parent, {
      zh: '没有这件任务，或您无权查阅',
      en: 'there is no such task, or it is not yours to read',
    });
  }
  if (source === undefined) return;
  const known = await selectSources(database, scope);
  if (known.some((one) => folded(one).includes(folded(source)))) return;
  const alike = mostAlike(source, known, (one) => one);
  const offered = (alike.length > 0 ? alike : known).slice(0, MOST_OFFERED);
  throw refusedFilter(
    'source',
    source,
    { zh: '没有这个来源', en: 'there is no such source' },
    offered.map((one) => ({ code: one, name: one })),
  );
}
