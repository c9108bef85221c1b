import { readingsOf } from '../../vocabulary/readings.ts';
import { selectClockLogs } from '../store/overdue/select-clock-logs.ts';
import { keptByRevision, type ReadBy, type SeenTask } from '../view/kept-by-revision.ts';
import { type ClockEvent, clockEvents, type StoredClockEvent } from './clock-log.ts';

/** The logs of some tasks as their clocks see them, by id. */
export type ClockLogs = ReadonlyMap<string, readonly ClockEvent[]>;

interface LoggedTask extends SeenTask {
  readonly workflow: string;
}

/** Twice as many as a count by rung or party looks into; some kilobytes each. */
const MOST_KEPT = 2_000;

/** The whole logs of some tasks. */
export const readClockLogs: (by: ReadBy, tasks: readonly LoggedTask[]) => Promise<ClockLogs> = keptByRevision(
  MOST_KEPT,
  async (by: ReadBy, tasks: readonly LoggedTask[]) => {
    const logs = await readClockLogsUntil(by, tasks, 'infinity');
    return new Map([...logs].map(([id, log]) => [id, { revision: log.at(-1)?.revision ?? 0, value: log }]));
  },
);

/** The logs of some tasks as they were at a moment (ISO instant). */
export async function readClockLogsUntil(
  { database, registry }: ReadBy,
  tasks: readonly Pick<LoggedTask, 'id' | 'workflow'>[],
  moment: string,
): Promise<ClockLogs> {
  const workflows = [...new Set(tasks.map(({ workflow }) => workflow))];
  const found = await Promise.all(
    workflows.map(async (workflow) => {
      const definition = registry.find(workflow);
      const ids = tasks.filter((task) => task.workflow === workflow).map(({ id }) => id);
      const logs = new Map<string, StoredClockEvent[]>(ids.map((id) => [id, []]));
      const { details } = readingsOf(definition).clock ?? {};
      for (const row of await selectClockLogs(database, ids, moment, details))
        logs.get(row.taskId)?.push(row);
      return ids.map((id) => [id, clockEvents(definition, logs.get(id) ?? [])] as const);
    }),
  );
  return new Map(found.flat());
}
