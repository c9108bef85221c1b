import type pg from 'pg';
import { Problem } from '../../platform/problem.ts';
import type { ChangePlan, PlanTerms } from '../change/plan-change.ts';
import { confirmHandover, type Handover } from '../handover.ts';
import { changeDirectory } from './change-directory.ts';
import type { DirectoryWatch } from './directory-watch.ts';
import { readHandovers } from './read-handovers.ts';
import { updateHandover } from './update-handover.ts';

/**
 * Confirms a handover and moves the tenure in one transaction; however many tasks the seat has, none of their rows is
 * touched. Throws a Problem.
 */
export async function completeHandover(
  pool: pg.Pool,
  watch: DirectoryWatch,
  id: string,
  terms: PlanTerms & { readonly by: string },
): Promise<{ readonly handover: Handover; readonly plan: ChangePlan }> {
  const [stored] = await readHandovers(pool, { id });
  if (!stored) throw new Problem('not-found', `There is no handover ${id}.`);
  const { handover, change } = confirmHandover(await watch.refresh(), stored.handover, terms);
  const plan = await changeDirectory(pool, watch, change, terms, async (client) => {
    if (await updateHandover(client, handover, stored.revision)) return;
    throw new Problem('directory-conflict', `The handover ${id} was changed meanwhile, expected nobody to.`);
  });
  return { handover, plan };
}
