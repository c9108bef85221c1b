import type { Caller } from '../../access/caller.ts';
import { readableTask } from '../../access/relations/readable-task.ts';
import type { KeptAnswer } from '../../engine/steps/task.ts';
import type { DoorDeps } from '../door-deps.ts';

/** A kept answer that shows a task is only given to who may still read that task. Throws `not-found`. */
export async function mayReplayTask(
  { status, body }: KeptAnswer,
  caller: Caller,
  deps: DoorDeps,
  params: unknown,
): Promise<void> {
  const id =
    status < 300 ? (JSON.parse(body) as { id: string }).id : (params as { id?: string } | undefined)?.id;
  if (id !== undefined) await readableTask(deps, caller, id);
}
