import type pg from 'pg';
import { Problem } from '../../../platform/wording/problem.ts';
import { changeRegister } from '../../../register/change-register.ts';
import type { ChangePlan, PlanTerms } from '../../change/plan-change.ts';
import { confirmHandover, type Handover } from '../../handover.ts';
import { type DirectoryWatch, directoryRegister } from '../directory-register.ts';
import { HANDOVER_CHANGED, handoverNotFound } from './change-handover.ts';
import { readHandovers } from './read-handovers.ts';
import { updateHandover } from './update-handover.ts';

/** A handover that has taken place, or will at its moment, with the change that moves the seat. */
export interface CompletedHandover {
  readonly handover: Handover;
  readonly plan: ChangePlan;
}

/** A handover with its brief as it stands when it is read through a connection. */
export type AsOfNow = (database: pg.Pool | pg.ClientBase, handover: Handover) => Promise<Handover>;

/**
 * Confirms a handover, its brief as it stands at that moment, and moves the tenure in one transaction; however many tasks the seat has, none of their rows is
 * touched. `alongside` runs in the same transaction. Throws a Problem.
 */
export async function completeHandover(
  pool: pg.Pool,
  watch: DirectoryWatch,
  id: string,
  terms: PlanTerms & { readonly by: string },
  asOfNow: AsOfNow,
  alongside?: (client: pg.PoolClient, completed: CompletedHandover) => Promise<void>,
): Promise<CompletedHandover> {
  const [stored] = await readHandovers(pool, { id });
  if (!stored) throw handoverNotFound(id);
  const current = await asOfNow(pool, stored.handover);
  const { handover, change } = confirmHandover(await watch.refresh(), current, terms);
  const plan = await changeRegister(
    directoryRegister,
    { pool, watch },
    change,
    terms,
    async (client, made) => {
      if (!(await updateHandover(client, handover, stored.revision))) {
        throw new Problem('directory-conflict', HANDOVER_CHANGED);
      }
      // What came while it was confirmed has to be signed for like the rest.
      confirmHandover(made.before, await asOfNow(client, current), terms);
      await alongside?.(client, { handover, plan: made });
    },
  );
  return { handover, plan };
}
