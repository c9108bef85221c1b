import { ENGINE, type Snapshot } from '../../engine/definition/define.ts';
import type { Step } from '../../engine/steps/step.ts';

/** A timer that the fold says is armed. */
export interface ArmedTimer {
  readonly key: string;
  /** The event it sends. */
  readonly event: string;
  readonly dueAt: string;
  readonly revision: number;
  readonly position: number;
  /** True once it was due in a state that did not take its event: then the engine rightly dropped it. */
  readonly droppable: boolean;
}

export type ArmedTimers = ReadonlyMap<string, ArmedTimer>;

/** The timers after a step: those of states that were left are gone, those it asked for are there. */
export function timersAfter(before: ArmedTimers, step: Step, revision: number): ArmedTimers {
  if (step.cancelled.length === 0 && step.effects.every(({ timer }) => timer === undefined)) return before;
  const timers = new Map(before);
  for (const key of step.cancelled) timers.delete(key);
  step.effects.forEach(({ timer, params }, position) => {
    if (timer === undefined) return;
    const { event } = params as { readonly event: string };
    timers.set(timer.key, { ...timer, event, revision, position, droppable: false });
  });
  return timers;
}

/** Marks the timers that were due before an instant in a state that does not take their event. */
export function markDroppable(timers: ArmedTimers, snapshot: Snapshot, until: string): ArmedTimers {
  const due = [...timers.values()].filter(({ droppable, dueAt }) => !droppable && dueAt <= until);
  const dropped = due.filter(
    ({ event, dueAt }) => !snapshot.can({ type: event, at: dueAt, actor: ENGINE, data: {} }),
  );
  if (dropped.length === 0) return timers;
  return new Map([...timers, ...dropped.map((timer) => [timer.key, { ...timer, droppable: true }] as const)]);
}
