import type { Fault, Seen } from '../seen.ts';

/** What is due is done as soon as workers have been there; and nothing in the model gives them a reason to give up. */
export function timerFaults({ stored, now, isWorkedOff }: Seen): readonly Fault[] {
  const ms = Date.parse(now);
  return stored.effects.flatMap(({ taskId, revision, name, params, dueMs, isParked }): Fault[] => {
    const what = `${name} ${JSON.stringify(params)} of revision ${revision}`;
    if (isParked) return [{ invariant: 'timers', taskId, detail: `${what} was given up` }];
    const isDue = dueMs === null || dueMs <= ms;
    if (!isWorkedOff || !isDue) return [];
    return [{ invariant: 'timers', taskId, detail: `${what} is due since ${dueMs} and not done` }];
  });
}
