import type pg from 'pg';
import { Problem } from '../../platform/wording/problem.ts';
import type { DirectoryChange } from '../change/change.ts';
import { type ChangePlan, type PlanTerms, planDirectoryChange } from '../change/plan-change.ts';
import { type Alongside, commitPlan } from './commit-plan.ts';
import type { DirectoryWatch } from './directory-watch.ts';

/** How often a change is planned anew because somebody else's came first. */
const ATTEMPTS = 5;

/**
 * Plans a change on the directory in force and makes it; the next request of this process sees it. Throws a Problem
 * (`directory-conflict`) that names every conflict, with nothing changed. `alongside` runs in the same transaction.
 */
export async function changeDirectory(
  pool: pg.Pool,
  watch: DirectoryWatch,
  change: DirectoryChange,
  terms: PlanTerms & { readonly by: string },
  alongside?: Alongside,
): Promise<ChangePlan> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const plan = planDirectoryChange(await watch.refresh(), change, terms);
    if (await commitPlan(pool, plan, { by: terms.by, at: terms.at }, alongside)) {
      await watch.refresh();
      return plan;
    }
  }
  throw new Problem('directory-conflict', {
    zh: `目录在此期间被他人更改了 ${ATTEMPTS} 次，请稍后再试。`,
    en: `The directory was changed ${ATTEMPTS} times meanwhile; try again later.`,
  });
}
