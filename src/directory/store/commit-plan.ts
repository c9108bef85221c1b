import type pg from 'pg';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { ChangePlan } from '../change/plan-change.ts';
import type { SeatMove } from '../change/seat-moves.ts';
import type { Person } from '../directory.ts';
import { diffDirectories } from '../files/directory-diff.ts';
import type { Amendment } from './amendment.ts';
import { insertVersion } from './rows/insert-version.ts';
import { writeDifference } from './rows/write-difference.ts';

/** Who makes a change, and when (ISO instant). */
export interface Signature {
  readonly by: string;
  readonly at: string;
}

/** Work in the transaction of a change, done after it is written. */
export type Alongside = (client: pg.PoolClient, plan: ChangePlan) => Promise<void>;

/** On which other processes hear that the directory has changed. */
export const DIRECTORY_CHANNEL = 'onedoor_directory';

/**
 * Makes a planned change, all of it in one transaction; false, and nothing done, when the directory has changed since it
 * was planned. `alongside` runs in the same transaction. Throws a Problem when the plan has problems.
 */
export async function commitPlan(
  pool: pg.Pool,
  plan: ChangePlan,
  { by, at }: Signature,
  alongside?: Alongside,
): Promise<boolean> {
  const [first] = plan.problems;
  if (first) {
    throw new Problem(
      'directory-conflict',
      {
        zh: `${first.message.zh}。`,
        en: `${first.message.en}.`,
      },
      {
        conflicts: plan.problems,
      },
    );
  }
  const { before, after, change, amended } = plan;
  return inTransaction(pool, async (client) => {
    const past = amended.length === 0 ? {} : { amended: amended.map(amendmentOf) };
    const record = { by, at, reason: change.reason, change, ...past };
    if (!(await insertVersion(client, after.version, after.county ?? '', record))) return false;
    await writeDifference(client, diffDirectories(before, after));
    await alongside?.(client, plan);
    await client.query('SELECT pg_notify($1, $2)', [DIRECTORY_CHANNEL, String(after.version)]);
    return true;
  });
}

function amendmentOf({ seat, from, until, before, after, via }: SeatMove): Amendment {
  return {
    seat,
    from,
    until: until ?? null,
    before: before === undefined ? null : named(before),
    after: named(after),
    via,
  };
}

function named({ id, name }: Person) {
  return { id, name };
}
