import type pg from 'pg';
import { inTransaction } from '../../../platform/postgres/in-transaction.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import type { Words } from '../../../platform/wording/words.ts';
import type { Handover } from '../../handover.ts';
import { readHandovers } from './read-handovers.ts';
import { updateHandover } from './update-handover.ts';

/** How often a step is taken anew because another came first. */
const ATTEMPTS = 5;

/**
 * Takes one step of a handover that changes no tenure; `alongside` runs in the same transaction. Throws what the step
 * throws, `not-found`, or `directory-conflict` where it kept changing meanwhile.
 */
export async function changeHandover(
  pool: pg.Pool,
  id: string,
  step: (handover: Handover) => Promise<Handover> | Handover,
  alongside: (client: pg.PoolClient, handover: Handover) => Promise<void>,
): Promise<Handover> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [stored] = await readHandovers(pool, { id });
    if (!stored) throw handoverNotFound(id);
    const next = await step(stored.handover);
    const done = await inTransaction(pool, async (client) => {
      if (!(await updateHandover(client, next, stored.revision))) return false;
      await alongside(client, next);
      return true;
    });
    if (done) return next;
  }
  throw new Problem('directory-conflict', HANDOVER_CHANGED);
}

/** Said where another was quicker. */
export const HANDOVER_CHANGED: Words = {
  zh: '交接在此期间已被他人办理，请刷新后再办。',
  en: 'The handover was changed meanwhile; read it again and decide anew.',
};

/** The one answer for a handover that is not there for the caller. */
export function handoverNotFound(id: string): Problem {
  return new Problem('not-found', {
    zh: `没有交接“${id.slice(0, 80)}”，或您无权查阅。`,
    en: `There is no handover “${id.slice(0, 80)}”, or it is not yours to read.`,
  });
}
