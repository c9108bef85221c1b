import { type ClockEvent, clockEvents, type StoredClockEvent } from './clock-log.ts';
import type { Database } from './store/listed-row.ts';
import { selectClockLogs } from './store/select-clock-logs.ts';

/** The logs of some tasks as their clocks see them, by id. */
export type ClockLogs = ReadonlyMap<string, readonly ClockEvent[]>;

/** Reads the logs of some tasks, up to a past moment (ISO instant) or whole. */
export async function readClockLogs(
  database: Database,
  tasks: readonly { readonly id: string; readonly workflow: string }[],
  asOf?: string,
): Promise<ClockLogs> {
  if (tasks.length === 0) return new Map();
  const ids = tasks.map(({ id }) => id);
  const logs = new Map<string, StoredClockEvent[]>(ids.map((id) => [id, []]));
  for (const row of await selectClockLogs(database, ids, asOf ?? 'infinity')) {
    logs.get(row.taskId)?.push(row);
  }
  return new Map(tasks.map(({ id, workflow }) => [id, clockEvents(workflow, logs.get(id) ?? [])]));
}
