import type { RunningLimit, TaskBrief } from '../../../src/engine/definition/projections.ts';
import type { ReformTaskContext } from '../context.ts';

/** How far a reform task has come, for those who have it in their queue. */
export function brief({ receiptDueAt, urges }: ReformTaskContext): TaskBrief {
  const { count, lastAt, answered, answerBy } = urges;
  return { receiptDueAt, urges: { count, lastAt, answered, answerBy } };
}

/** The limits that run beside the due date: of the unit while it has not received or may return, and of the decider. */
export function limits(of: ReformTaskContext): readonly RunningLimit[] {
  const { received, receiptFrom, receiptDueAt, returnDueAt, deciding, decideBy } = of;
  const running: (RunningLimit | null)[] = [
    !received && receiptFrom && receiptDueAt
      ? { part: 'receipt', from: receiptFrom, at: receiptDueAt }
      : null,
    receiptFrom && returnDueAt ? { part: 'return', from: receiptFrom, at: returnDueAt } : null,
    deciding && decideBy ? { part: deciding.what, from: deciding.from, at: decideBy } : null,
  ];
  return running.filter((one) => one !== null);
}
