import type pg from 'pg';
import { inTransaction } from '../platform/postgres/in-transaction.ts';
import { Problem } from '../platform/wording/problem.ts';
import type { ChangeSet, RegisterPlan } from './plan-operations.ts';
import { channelOf, type Register, type Signature } from './register.ts';
import { insertVersion } from './store/insert-version.ts';
import type { Versioned, VersionWatch } from './version-watch.ts';

/** How often a change is planned anew because another came first. */
const ATTEMPTS = 5;

/** A plan that was carried out, and the version that it made. */
export type Made<Plan> = Plan & { readonly version: number };

/** Work in the transaction of a change, done after it is written. */
export type Alongside<Plan> = (client: pg.PoolClient, made: Made<Plan>) => Promise<void>;

/**
 * Plans a change on what is in force and makes it; the next request of this process sees it. Throws a Problem that names
 * every conflict, with nothing changed. `alongside` runs in the same transaction.
 */
export async function changeRegister<
  Content,
  InForce extends Versioned,
  Change extends ChangeSet,
  Terms,
  Plan extends RegisterPlan<Content, Change>,
>(
  register: Register<Content, InForce, Change, Terms, Plan>,
  { pool, watch }: { readonly pool: pg.Pool; readonly watch: Pick<VersionWatch<InForce>, 'refresh'> },
  change: Change,
  terms: Terms & Signature,
  alongside?: Alongside<Plan>,
): Promise<Made<Plan>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const inForce = await watch.refresh();
    const plan = register.plan(inForce, change, terms);
    const made = { ...plan, version: inForce.version + 1 };
    if (await commitChange(register, pool, made, terms, alongside)) {
      await register.onCommitted?.();
      await watch.refresh();
      return made;
    }
  }
  const { zh, en } = register.title;
  throw new Problem(register.conflict, {
    zh: `${zh}在此期间被他人更改了 ${ATTEMPTS} 次，请稍后再试。`,
    en: `The ${en} was changed ${ATTEMPTS} times meanwhile; try again later.`,
  });
}

/**
 * Makes a planned change, all of it in one transaction; false, and nothing done, when another came since it was
 * planned. Throws a Problem when the plan has conflicts.
 */
export async function commitChange<
  Content,
  InForce extends Versioned,
  Change extends ChangeSet,
  Terms,
  Plan extends RegisterPlan<Content, Change>,
>(
  register: Register<Content, InForce, Change, Terms, Plan>,
  pool: pg.Pool,
  made: Made<Plan>,
  { by, at }: Signature,
  alongside?: Alongside<Plan>,
): Promise<boolean> {
  const { before, after, change, version } = expectNoConflict(register, made);
  return inTransaction(pool, async (client) => {
    const columns = { ...register.columns(after), ...register.changeColumns?.(made) };
    const row = { version, by, at, reason: change.reason, change, columns };
    if (!(await insertVersion(register, client, row))) return false;
    await register.writeDifference?.(client, before, after);
    await register.noteChange?.(client, version);
    await alongside?.(client, made);
    await client.query('SELECT pg_notify($1, $2)', [channelOf(register), String(version)]);
    return true;
  });
}

/** The plan, where nothing stands against it. Throws a Problem that names every conflict. */
export function expectNoConflict<Plan extends RegisterPlan<unknown>>(
  { conflict }: Pick<Register<never, Versioned, ChangeSet, never, never>, 'conflict'>,
  plan: Plan,
): Plan {
  const [first] = plan.conflicts;
  if (first === undefined) return plan;
  const { zh, en } = first.message;
  throw new Problem(conflict, { zh: `${zh}。`, en: `${en}.` }, { conflicts: plan.conflicts });
}
