import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import type { Pool } from 'pg';
import { transition } from 'xstate';
import { machine } from './machine.ts';
import { advanceTask, loadTask, type OutboxRow, reviveOutbox, takeOutbox } from './store.ts';
import type { Waiters } from './waiters.ts';

const QUEUE = 'reference';
const POLL_MS = 200;
const REVIVE_MS = 10_000;
const DAY_MS = 86_400_000;

/** Where each unit's work goes, by the unit's name. */
export type Seats = Readonly<Record<string, { readonly unit: string; readonly seat: string }>>;

/** Hands outbox rows to BullMQ, at once when woken and by polling always; returns how to wake it. */
export function startRelay(pool: Pool, connection: ConnectionOptions): () => void {
  const queue = new Queue<OutboxRow>(QUEUE, { connection });
  let running = false;
  let again = false;

  async function relay(): Promise<void> {
    do {
      again = false;
      const rows = await takeOutbox(pool);
      if (rows.length === 0) continue;
      await queue.addBulk(
        rows.map((data) => ({
          name: 'route',
          data,
          opts: { removeOnComplete: true, removeOnFail: 100, attempts: 3 },
        })),
      );
      again ||= rows.length === 100;
    } while (again);
  }

  function wake(): void {
    again = true;
    if (running) return;
    running = true;
    relay()
      .catch(complain)
      .finally(() => {
        running = false;
      });
  }

  setInterval(wake, POLL_MS);
  setInterval(() => void reviveOutbox(pool).catch(complain), REVIVE_MS);
  return wake;
}

/** Routes tasks as jobs come in: by name of the unit, with the due date counted in calendar days. */
export function startWorker(pool: Pool, connection: ConnectionOptions, seats: Seats, waiters: Waiters): void {
  const worker = new Worker<OutboxRow>(
    QUEUE,
    async ({ data: { id: outboxId, taskId } }) => {
      const row = await loadTask(pool, taskId);
      if (row === undefined)
        throw new Error(`Outbox row ${outboxId} names task ${taskId}, which is not there.`);
      const found = seats[row.context.unit];
      if (found === undefined) throw new Error(`No unit is called "${row.context.unit}".`);
      const dueAt = new Date(Date.now() + row.context.limit.workingDays * DAY_MS).toISOString();
      const event = { type: 'routed', by: 'engine', data: { ...found, dueAt } } as const;
      const before = machine.resolveState({ value: row.state, context: row.context });
      if (!before.can(event)) return; // delivered twice: the first delivery has moved the task on
      const [snapshot] = transition(machine, before, event);
      await advanceTask(pool, {
        id: taskId,
        expected: row.revision,
        snapshot,
        event: { type: event.type, data: event.data, actor: event.by },
        done: outboxId,
      });
      waiters.wake(taskId);
    },
    { connection, concurrency: 50 },
  );
  worker.on('error', complain);
  worker.on('failed', (_job, error) => complain(error));
}

function complain(error: unknown): void {
  process.stderr.write(
    `reference: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
