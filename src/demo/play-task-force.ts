import { type CountyCaller, sendEvent, type TaskAnswer } from './county-caller.ts';
import { lapseOf, SEND_BACKS } from './script.ts';

/** The task force: reviews claims, sends the first ones back once, passes and strikes off; leaves triage to be seen. */
export function createTaskForce(caller: CountyCaller, startedMs: number) {
  const sentBack = new Set<string>();

  async function review(task: TaskAnswer): Promise<void> {
    if (lapseOf(task, startedMs) === 'notReviewed') return;
    if (sentBack.size < SEND_BACKS && !sentBack.has(task.id)) {
      await sendEvent(caller, task, 'sendBack', {
        items: [{ reason: '佐证材料缺少群众评价，请补充后再报' }],
      });
      // Only now: where the engine was quicker it is looked at again, and sent back then.
      sentBack.add(task.id);
      return;
    }
    await sendEvent(caller, task, 'pass', { note: '材料齐全，同意办结' });
  }

  return {
    sentBack: (): readonly string[] => [...sentBack],
    async act(task: TaskAnswer): Promise<void> {
      if (task.workflow !== 'reform-task') return;
      if (task.state.path === 'open.claimed') await review(task);
      if (task.state.path === 'passed') await sendEvent(caller, task, 'strikeOff');
    },
  };
}
