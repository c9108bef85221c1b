import { type ClockEvent, clockEvents, type StoredClockEvent } from './clock-log.ts';
import { keptByRevision, type SeenTask } from './kept-by-revision.ts';
import type { Database } from './store/listed-row.ts';
import { selectClockLogs } from './store/select-clock-logs.ts';

/** The logs of some tasks as their clocks see them, by id. */
export type ClockLogs = ReadonlyMap<string, readonly ClockEvent[]>;

interface LoggedTask extends SeenTask {
  readonly workflow: string;
}

/** Twice as many as a count by rung or party looks into; some kilobytes each. */
const MOST_KEPT = 2_000;

/** The whole logs of some tasks. */
export const readClockLogs: (database: Database, tasks: readonly LoggedTask[]) => Promise<ClockLogs> =
  keptByRevision(MOST_KEPT, async (database: Database, tasks: readonly LoggedTask[]) => {
    const logs = await readClockLogsUntil(database, tasks, 'infinity');
    return new Map([...logs].map(([id, log]) => [id, { revision: log.at(-1)?.revision ?? 0, value: log }]));
  });

/** The logs of some tasks as they were at a moment (ISO instant). */
export async function readClockLogsUntil(
  database: Database,
  tasks: readonly Pick<LoggedTask, 'id' | 'workflow'>[],
  moment: string,
): Promise<ClockLogs> {
  if (tasks.length === 0) return new Map();
  const ids = tasks.map(({ id }) => id);
  const logs = new Map<string, StoredClockEvent[]>(ids.map((id) => [id, []]));
  for (const row of await selectClockLogs(database, ids, moment)) {
    logs.get(row.taskId)?.push(row);
  }
  return new Map(tasks.map(({ id, workflow }) => [id, clockEvents(workflow, logs.get(id) ?? [])]));
}
