import { ENGINE } from '../definition/define.ts';
import { logged } from '../steps/logged.ts';
import { advanceByTimer } from '../steps/step.ts';
import type { EffectKey, Task } from '../steps/task.ts';
import { decideInRaces } from './decide-in-races.ts';
import type { StepParts } from './send-event.ts';

/** Fires a timer; undefined where it no longer applies. */
export async function fireTimer(
  { cache, write, envelopeOf }: StepParts,
  taskId: string,
  type: string,
  consumes: EffectKey,
): Promise<Task | undefined> {
  const raced = await decideInRaces(cache, write, {
    taskId,
    consumes,
    answering: undefined,
    decide(task, kept) {
      const { definition, snapshot } = task;
      const envelope = envelopeOf(ENGINE, task);
      const step = advanceByTimer(definition, snapshot, type, envelope);
      if (step !== undefined) return { step, event: logged(definition, envelope, type, {}) };
      // A kept revision may be from before the timer was armed: before it is dropped for good, the newest is looked at.
      return kept ? 'anew' : undefined;
    },
  });
  return typeof raced === 'string' ? undefined : raced;
}
