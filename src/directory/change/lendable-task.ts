import type { Operation } from './change.ts';
import { refuse } from './refusal.ts';

/** An open task, as far as lending it goes. */
export interface LendableTask {
  /** The seats that have to do with it: the accountable one, the one it waits at, those that lead its unit. */
  readonly seats: readonly string[];
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
  if (!task.seats.includes(seat)) {
    refuse(
      'taskElsewhere',
      id,
      `任务${id}不归${seat}，而归${task.seats.join('、')}`,
      `The task ${id} has nothing to do with ${seat}, expected one of ${task.seats.join(', ')}`,
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
