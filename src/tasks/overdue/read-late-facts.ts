import { rememberedBy } from '../../engine/definition/remembered.ts';
import { lateReadingOf } from '../../vocabulary/parts.ts';
import { selectContexts } from '../store/select-contexts.ts';
import { keptByRevision, type ReadBy, type SeenTask } from '../view/kept-by-revision.ts';

/** What late tasks remember of why they are late, by id, in the terms of their workflows. */
export type LateFactsById = ReadonlyMap<string, unknown>;

interface LateTask extends SeenTask {
  readonly workflow: string;
  readonly state: string;
}

const MOST_KEPT = 2_000;

const readFacts = keptByRevision(MOST_KEPT, async (by: ReadBy, tasks: readonly LateTask[]) => {
  const { database, registry } = by;
  const ids = tasks.map(({ id }) => id);
  const rows = await selectContexts(database, ids);
  return new Map(
    rows.map((row) => {
      const late = lateReadingOf(registry.find(row.workflow));
      const remembered = rememberedBy(registry, row);
      const value = remembered === undefined ? undefined : late?.facts(remembered);
      return [row.id, { revision: row.revision, value }];
    }),
  );
});

/**
 * What late tasks remember of why they are late, of those whose states do not say it all: a context is some kilobytes,
 * ten times the rest of its row.
 */
export async function readLateFacts(by: ReadBy, tasks: readonly LateTask[]): Promise<LateFactsById> {
  const restsOnMemory = ({ workflow, state }: LateTask) =>
    lateReadingOf(by.registry.find(workflow))?.restsOnMemory(state) === true;
  return readFacts(by, tasks.filter(restsOnMemory));
}
