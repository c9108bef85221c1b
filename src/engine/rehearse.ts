import type pg from 'pg';
import { statePath } from './definition/offers.ts';
import type { Registry } from './definition/registry.ts';
import { restore } from './steps/step.ts';
import { loadArmedTimers } from './store/armed-timers.ts';
import type { TaskRow } from './store/load-tasks.ts';
import { openTasks } from './work/live-tasks.ts';

/** A difference that a live task would meet under the definitions of this program. */
export interface RehearsalFinding {
  readonly taskId: string;
  readonly workflow: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly kind: 'unloadable' | 'owner-changed' | 'timer-lost';
  readonly detail: string;
}

export interface Rehearsal {
  readonly tasks: number;
  /** Tasks that would move to a newer version. */
  readonly moved: number;
  readonly findings: readonly RehearsalFinding[];
}

/**
 * Runs every live task through the definitions of this program in memory, before they are deployed: what cannot be
 * loaded, whose accountable seat would change, which armed timers nobody would hear. Changes nothing.
 */
export async function rehearse(pool: pg.Pool, registry: Registry): Promise<Rehearsal> {
  const findings: RehearsalFinding[] = [];
  let tasks = 0;
  let moved = 0;
  for await (const page of openTasks(pool)) {
    const timers = await loadArmedTimers(
      pool,
      page.map((row) => row.id),
    );
    for (const row of page) {
      tasks++;
      const found = rehearseTask(registry, row, timers.get(row.id) ?? []);
      if (found.moved) moved++;
      findings.push(...found.findings);
    }
  }
  return { tasks, moved, findings };
}

/** Rehearses one task; `timers` are the event types its armed timers will send. */
export function rehearseTask(
  registry: Registry,
  row: TaskRow,
  timers: readonly string[],
): { readonly moved: boolean; readonly findings: readonly RehearsalFinding[] } {
  const base = { taskId: row.id, workflow: row.workflow, fromVersion: row.version, toVersion: row.version };
  try {
    const definition = registry.get(row.workflow);
    const about = { ...base, toVersion: definition.version };
    const snapshot = restore(definition, row.version, { value: row.value, context: row.context });
    const findings: RehearsalFinding[] = [];
    const owner = definition.facets(snapshot.context, statePath(snapshot.value)).owner;
    if (owner !== row.owner) {
      findings.push({ ...about, kind: 'owner-changed', detail: `${row.owner} → ${owner}` });
    }
    for (const type of timers) {
      if (!snapshot.can({ type })) findings.push({ ...about, kind: 'timer-lost', detail: type });
    }
    return { moved: row.version < definition.version, findings };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { moved: false, findings: [{ ...base, kind: 'unloadable', detail }] };
  }
}
