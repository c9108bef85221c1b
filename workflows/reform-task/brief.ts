import type { TaskBrief } from '../../src/engine/projections.ts';
import { isOpen, type ReformTaskContext } from './context.ts';

/** How far a reform task has come, for whoever has it in their queue. */
export function brief({ receiptDueAt, urges, sections }: ReformTaskContext): TaskBrief {
  const { count, lastAt, answered, answerBy } = urges;
  return {
    receiptDueAt,
    urges: { count, lastAt, answered, answerBy },
    sections: {
      open: sections.filter(isOpen).length,
      finished: sections.filter(({ status }) => status === 'finished').length,
      total: sections.length,
    },
  };
}
