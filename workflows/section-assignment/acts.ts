import type { Title } from '../../src/engine/definition/define.ts';
import type { TaskBrief } from '../../src/engine/definition/projections.ts';
import type { Standing } from '../../src/engine/definition/standing.ts';
import type { SectionContext } from './context.ts';

/** What a section may have to do with its assignment, as it stands before "by when". */
export const acts = {
  receive: { zh: '待签收', en: 'to be received' },
  finish: { zh: '待办结', en: 'to be finished' },
  answerUrge: { zh: '待答复催办', en: 'an urge to be answered' },
  rest: { zh: '随任务挂账', en: 'resting with its task' },
} as const satisfies Record<string, Title>;

/** What the section has to do by when. */
export function standing({ dueAt, urges }: SectionContext, state: string): Standing {
  const none = { attention: null, heldLight: null };
  if (state === 'suspended') return { owner: { act: 'rest', by: null }, lateFrom: null, ...none };
  const act = state === 'open.working' ? 'finish' : 'receive';
  const { answered, answerBy } = urges;
  const isUrged = !answered && answerBy !== null && answerBy < dueAt;
  const owner = isUrged ? { act: 'answerUrge', by: answerBy } : { act, by: dueAt };
  return { owner, lateFrom: dueAt, ...none };
}

/** How often a section was urged, for those who have the assignment in their queue. */
export function brief({ urges: { count, lastAt, answered, answerBy } }: SectionContext): TaskBrief {
  return { urges: { count, lastAt, answered, answerBy } };
}
