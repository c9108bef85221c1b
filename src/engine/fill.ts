import type pg from 'pg';
import { pause } from '../platform/pause.ts';
import { inTransaction } from '../platform/postgres/in-transaction.ts';
import { recordedBy, searchedBy } from './definition/projected.ts';
import type { Registry } from './definition/registry.ts';
import {
  type FilledTask,
  isUnfilled,
  nextUnfilled,
  readLogs,
  type UnfilledEvent,
  type UnfilledTask,
  writeFilled,
} from './store/fill-tasks.ts';

export interface FillSettings {
  /** Tasks of one transaction: short enough never to be in anybody's way. */
  readonly batch: number;
  readonly pauseMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Gives the tasks from before projections what they are found by and what stays on record, off their logs, some at a
 * time, until all have it or it is stopped. One process does it; it goes on where the last one ended.
 */
export function startFill(pool: pg.Pool, registry: Registry, settings: FillSettings) {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        if (!(await isUnfilled(pool))) return;
        await fillSome(pool, registry, settings.batch);
      } catch (error) {
        settings.onError(error);
      }
      await pause(settings.pauseMs, stopping.signal);
    }
  })();
  return {
    /** Resolves when nothing is left to do, or it was stopped. */
    done: running,
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}

async function fillSome(pool: pg.Pool, registry: Registry, batch: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    const next = await nextUnfilled(client, batch);
    if (next === undefined) return;
    const logs = new Map<string, UnfilledEvent[]>(next.tasks.map(({ id }) => [id, []]));
    for (const event of await readLogs(client, [...logs.keys()])) logs.get(event.task_id)?.push(event);
    const filled = next.tasks.map((task) => filledOf(registry, task, logs.get(task.id) ?? []));
    await writeFilled(client, filled, next.last);
  });
}

function filledOf(
  registry: Registry,
  { id, workflow, parent, title, context }: UnfilledTask,
  log: readonly UnfilledEvent[],
): FilledTask {
  const definition = registry.all.find(({ name }) => name === workflow);
  const texts: { revision: number; text: string }[] = [];
  const record = {};
  for (const { revision, type, data, at } of log) {
    if (definition === undefined) break;
    const event = { type, data, at: at.toISOString() };
    const found = readable(() => searchedBy(event, { definition, parent, title, context }));
    // What it is registered with is read as it stands, so that a correction has nothing to add.
    if (found !== undefined && !found.isAnew) texts.push({ revision, text: found.text });
    Object.assign(
      record,
      readable(() => recordedBy(event, definition)),
    );
  }
  const lastDueAt = log.findLast(({ due_at }) => due_at !== null)?.due_at?.toISOString() ?? null;
  return { id, texts, record, lastDueAt };
}

/** What an event of an earlier version does not hold is left out. */
function readable<Result>(project: () => Result | undefined): Result | undefined {
  try {
    return project();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
