import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** A parcel as it is stored. */
export interface Seen {
  readonly revision: number;
  readonly state: string;
  readonly reminded: number;
  readonly open: number;
  readonly children: readonly string[];
}

export interface LedgerEye {
  /** What is stored of a task once it is so; undefined where the round ended before. */
  until(taskId: string, isSo: (seen: Seen) => boolean): Promise<Seen | undefined>;
  /** Looks again and again until the round is over. */
  watch(isOver: (look: Look) => boolean): Promise<void>;
}

/** What one look found. */
export interface Look {
  readonly trace: string;
  /** Whether some bell rings by itself within the minute, not always in vain. */
  readonly rings: boolean;
  /** Whether somebody who waited goes on. */
  readonly woke: boolean;
}

interface Waiter {
  readonly taskId: string;
  readonly isSo: (seen: Seen) => boolean;
  readonly resolve: (seen: Seen | undefined) => void;
}

const TASKS = `SELECT id::text, revision, state, (context->>'reminded')::int AS reminded,
  (context->>'open')::int AS open,
  ARRAY(SELECT child.id::text FROM task child WHERE child.parent = task.id) AS children FROM task`;

/** A bell that rang so often in vain will do so for ever: that many are not lost by chance. */
const MOST_RINGS = 9;

const EFFECTS = `SELECT concat_ws('/', count(*), sum(attempts), count(parked_at)) AS trace,
  coalesce(bool_or(ring_at > now() AND ring_at < now() + interval '1 minute' AND rings < ${MOST_RINGS})
    FILTER (WHERE parked_at IS NULL), false) AS rings FROM effect`;

/** Reads the ledger for all lives at once, past the product. */
export function openEye(pool: pg.Pool): LedgerEye {
  const waiters = new Set<Waiter>();
  let over = false;

  async function look(): Promise<Look> {
    const { rows } = await pool.query<Seen & { readonly id: string }>(TASKS);
    const effects = await pool.query<{ trace: string; rings: boolean }>(EFFECTS);
    const seen = new Map(rows.map((row) => [row.id, row]));
    let woke = false;
    for (const waiter of waiters) {
      const task = seen.get(waiter.taskId);
      if (task === undefined || !waiter.isSo(task)) continue;
      waiters.delete(waiter);
      waiter.resolve(task);
      woke = true;
    }
    const revisions = rows.reduce((sum, { revision }) => sum + revision, 0);
    const { trace, rings } = effects.rows[0] ?? { trace: '', rings: false };
    return { trace: `${rows.length}/${revisions}/${trace}`, rings, woke };
  }

  return {
    until: (taskId, isSo) =>
      new Promise((resolve) => {
        if (over) resolve(undefined);
        else waiters.add({ taskId, isSo, resolve });
      }),
    async watch(isOver) {
      while (!isOver(await look())) await delay(20);
      over = true;
      for (const { resolve } of waiters) resolve(undefined);
    },
  };
}
