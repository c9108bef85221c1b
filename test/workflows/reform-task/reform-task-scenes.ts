import { Problem } from '../../../src/platform/wording/problem.ts';
import type { ReformTaskContext } from '../../../workflows/reform-task/context.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { assessed, matter } from '../moves/reform-task-moves.ts';
import { routedTo, UNIT } from '../moves/routing-moves.ts';
import { opened, played, type Stage } from '../stage.ts';

/** Keys of the two timers of a reform task. */
export const DUE = 'xstate.after.dueDate.reform-task.open';
export const RECEIPT = 'xstate.after.receiptLimit.reform-task.open.dispatched';

/** The task force's duty seat. */
export const DUTY = '330523-TF/A';

export const HOUR = 3_600_000;

/** Scenes that a story begins with: how far a task of the unit has come. */
export const registered = () => opened(reformTask, matter);
export const dispatched = () => played(registered(), 'routed', routedTo(UNIT), 'engine');
export const working = () => played(dispatched(), 'receive', {}, 'accountable');

/** Given to sections of the unit; answers with the ids of the children. */
export function split(...sections: readonly string[]): { stage: Stage; children: readonly string[] } {
  const entries = sections.map((section) => ({ section, text: '核对诊疗机构清单' }));
  const stage = played(working(), 'subDispatch', { sections: entries }, 'accountable');
  return { stage, children: contextOf(stage).sections.map(({ child }) => child) };
}

/** Evidence for each criterion of the matter. */
export const claim = {
  evidence: [
    { criterion: '1', text: '接口已通' },
    { criterion: '2', text: '接入率截图', attachments: ['接入率.pdf'] },
  ],
};

export const claimed = () => played(working(), 'claimDone', claim, 'accountable');

/** The engine has counted the limits of the request that waits. */
export const taken = (stage: Stage, more: object = {}) =>
  played(stage, 'requestAssessed', { ...assessed(contextOf(stage)), ...more }, 'engine');

export function contextOf(stage: Stage): ReformTaskContext {
  return stage.snapshot.context as ReformTaskContext;
}

/** The problem that an attempt runs into; it is an error if it runs into none. */
export function problemOf(attempt: () => unknown): Problem {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was accepted; a problem was expected.');
}
