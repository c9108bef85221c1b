import { type CountyCaller, sendEvent, type TaskAnswer } from './county-caller.ts';
import { lapseOf } from './script.ts';

/** A section: receives, reports, finishes; where the script says so it reports and then does nothing more. */
export async function actAsSection(caller: CountyCaller, item: TaskAnswer, startedMs: number): Promise<void> {
  if (item.workflow !== 'section-assignment') return;
  const { body: task } = await caller.get<TaskAnswer & { context: { report: unknown } }>(
    `/api/v1/tasks/${item.id}`,
  );
  if (task.state.path === 'open.dispatched') {
    await sendEvent(caller, task, 'receive');
    return;
  }
  if (task.state.path !== 'open.working') return;
  const stalls = lapseOf({ title: task.title, dueAt: task.dueAt }, startedMs) === 'sectionStalls';
  if (task.context.report === null)
    await sendEvent(caller, task, 'report', { text: '已梳理事项，正在办理', percent: 60 });
  else if (!stalls) await sendEvent(caller, task, 'finish', { text: '已办结，材料已报数字专员' });
}
