import { keptByRevision, type SeenTask } from './kept-by-revision.ts';
import type { Database } from './store/listed-row.ts';
import { selectContexts } from './store/select-contexts.ts';
import { explainedByContext, factsIn, type RememberedFacts } from './why-late.ts';

/** What the contexts of late tasks add to their reasons, by id. */
export type LateFactsById = ReadonlyMap<string, RememberedFacts>;

const MOST_KEPT = 2_000;

const readFacts = keptByRevision(MOST_KEPT, async (database: Database, tasks: readonly SeenTask[]) => {
  const rows = await selectContexts(
    database,
    tasks.map(({ id }) => id),
  );
  return new Map(rows.map(({ id, revision, context }) => [id, { revision, value: factsIn(context) }]));
});

/**
 * What the contexts of late tasks add to their reasons, of those whose states do not say it all: a context is some
 * kilobytes, ten times the rest of its row.
 */
export async function readLateFacts(
  database: Database,
  tasks: readonly (SeenTask & { readonly state: string })[],
): Promise<LateFactsById> {
  return readFacts(
    database,
    tasks.filter(({ state }) => explainedByContext(state)),
  );
}
