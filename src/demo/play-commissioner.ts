import { type CountyCaller, sendEvent, type TaskAnswer } from './county-caller.ts';
import { isStaged } from './scenes/all-scenes.ts';
import { lapseOf } from './script.ts';

interface UnitAnswer {
  readonly sections: readonly { readonly code: string; readonly name: string; readonly host: boolean }[];
}

interface FullTask extends TaskAnswer {
  readonly context: {
    readonly criteria: readonly { readonly id: string; readonly text: string }[];
    readonly sections: readonly { readonly status: string }[];
  };
}

/** A commissioner: receives, dispatches to sections, waits for them, claims with evidence for each criterion. */
export async function actAsCommissioner(
  caller: CountyCaller,
  item: TaskAnswer,
  startedMs: number,
): Promise<void> {
  if (item.workflow !== 'reform-task' || isStaged(item)) return;
  if (lapseOf(item, startedMs) === 'notReceived') return;
  if (item.state.path === 'open.dispatched') await sendEvent(caller, item, 'receive');
  if (item.state.path !== 'open.working.handling') return;
  const { body: task } = await caller.get<FullTask>(`/api/v1/tasks/${item.id}`);
  const { sections, criteria } = task.context;
  if (sections.length === 0) await dispatchToSections(caller, task);
  else if (sections.every(({ status }) => ['finished', 'returned', 'waived'].includes(status))) {
    const evidence = criteria.map(({ id, text }) => ({
      criterion: id,
      text: `已完成：${text}`.slice(0, 500),
    }));
    await sendEvent(caller, task, 'claimDone', { evidence });
  }
}

async function dispatchToSections(caller: CountyCaller, task: TaskAnswer): Promise<void> {
  const { body: unit } = await caller.get<UnitAnswer>(`/api/v1/units/${task.unit?.code ?? ''}`);
  const business = unit.sections.filter(({ host }) => !host);
  // Longer titles go to two sections, so that both kinds are seen.
  const chosen = business.slice(0, task.title.length > 12 ? 2 : 1);
  await sendEvent(caller, task, 'subDispatch', {
    sections: chosen.map(({ code, name }) => ({ section: code, text: `请${name}承办：${task.title}` })),
  });
}
