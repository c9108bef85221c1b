import type pg from 'pg';
import { Problem } from '../../platform/problem.ts';
import type { ChangePlan, PlanTerms } from '../change/plan-change.ts';
import { confirmHandover, type Handover } from '../handover.ts';
import { changeDirectory } from './change-directory.ts';
import { HANDOVER_CHANGED, handoverNotFound } from './change-handover.ts';
import type { DirectoryWatch } from './directory-watch.ts';
import { readHandovers } from './read-handovers.ts';
import { updateHandover } from './update-handover.ts';

/** A handover that has taken place, or will at its moment, with the change that moves the seat. */
export interface CompletedHandover {
  readonly handover: Handover;
  readonly plan: ChangePlan;
}

/**
 * Confirms a handover and moves the tenure in one transaction; however many tasks the seat has, none of their rows is
 * touched. `alongside` runs in the same transaction. Throws a Problem.
 */
export async function completeHandover(
  pool: pg.Pool,
  watch: DirectoryWatch,
  id: string,
  terms: PlanTerms & { readonly by: string },
  alongside?: (client: pg.PoolClient, completed: CompletedHandover) => Promise<void>,
): Promise<CompletedHandover> {
  const [stored] = await readHandovers(pool, { id });
  if (!stored) throw handoverNotFound(id);
  const { handover, change } = confirmHandover(await watch.refresh(), stored.handover, terms);
  const plan = await changeDirectory(pool, watch, change, terms, async (client, made) => {
    if (!(await updateHandover(client, handover, stored.revision))) {
      throw new Problem('directory-conflict', HANDOVER_CHANGED);
    }
    await alongside?.(client, { handover, plan: made });
  });
  return { handover, plan };
}
