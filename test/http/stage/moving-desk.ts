import { createWork } from '../../../src/engine/work/work.ts';
import { createCountyEffects } from '../../../src/tasks/answers/county-effects.ts';
import type { OpenDoor } from './open-door.ts';

/** Workers of several processes over one ledger, under a clock that the test moves. */
export interface MovingDesk {
  /** Does whatever is due, until nothing is. */
  settle(): Promise<void>;
  /** Moves the clock to an ISO instant, stopping wherever a timer is due on the way. */
  until(instant: string): Promise<void>;
  /** Moves the clock at once: the workers were all down meanwhile. */
  oversleep(instant: string): Promise<void>;
}

/** Opens the desk over doors that share a database and a clock; each rings every bell, and the first one twice. */
export function movingDesk(doors: readonly [OpenDoor, ...OpenDoor[]]): MovingDesk {
  const [first] = doors;
  const { pool, moved } = first;
  const workers = doors.map((door) =>
    createWork(door.pool, door.engine, createCountyEffects(door.deps.county, door.deps.clock), {
      maxAttempts: 3,
      retrySeconds: () => 1,
      onOutcome: (outcome, { name }, error) => {
        if (error !== undefined) throw new Error(`${name}: ${outcome}`, { cause: error });
      },
    }),
  );

  async function settle(): Promise<void> {
    for (;;) {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT DISTINCT task_id AS id FROM effect WHERE due_at IS NULL OR due_at <= now()',
      );
      if (rows.length === 0) return;
      const ring = { tasks: rows.map(({ id }) => id) };
      await Promise.all([...workers, ...workers.slice(0, 1)].map((work) => work(ring)));
    }
  }

  async function oversleep(instant: string): Promise<void> {
    await moved.set(instant);
    await settle();
  }

  return {
    settle,
    oversleep,
    async until(instant) {
      await settle();
      for (;;) {
        const { rows } = await pool.query<{ next: Date | null }>('SELECT min(due_at) AS next FROM effect');
        const next = rows[0]?.next;
        if (!next || next.toISOString() > instant) break;
        await oversleep(next.toISOString());
      }
      await oversleep(instant);
    },
  };
}
