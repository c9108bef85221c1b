import type { Operation } from './change.ts';
import { refuse } from './refusal.ts';

/** An open task, as far as lending it goes. */
export interface LendableTask {
  /** The accountable seat. */
  readonly owner: string;
  /** Ids of the people whose requests on the task are undecided: they may not decide them as delegates. */
  readonly requestedBy: readonly string[];
}

/** Refuses to lend a single task that is not open, not of the seat, or whose undecided request is the delegate's own. */
export function refuseUnlessLendable(
  operation: Operation,
  tasks: ReadonlyMap<string, LendableTask> | undefined,
): void {
  if (operation.op !== 'delegate' || operation.task === undefined || tasks === undefined) return;
  const { task: id, seat, person } = operation;
  const task = tasks.get(id);
  if (task === undefined) {
    refuse('taskUnknown', id, `没有在办任务${id}`, `There is no open task ${id}`);
  }
  if (task.owner !== seat) {
    refuse(
      'taskElsewhere',
      id,
      `任务${id}由${task.owner}负责，不由${seat}负责`,
      `The task ${id} is with ${task.owner}, expected it with ${seat}`,
    );
  }
  if (task.requestedBy.includes(person)) {
    refuse(
      'ownRequest',
      person,
      `${person}在该任务上有待决申请，不能受托办理自己的申请`,
      `${person} has an undecided request on the task and may not decide it`,
    );
  }
}
