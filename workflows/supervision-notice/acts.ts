import type { Title } from '../../src/engine/definition/define.ts';
import type { Standing } from '../../src/engine/definition/standing.ts';
import type { NoticeContext } from './context.ts';

/** What the seat that was told has to do, as it stands before "by when". */
export const acts = {
  acknowledge: { zh: '督办单待签收', en: 'a notice to be acknowledged' },
  answer: { zh: '督办单待书面答复', en: 'a notice to be answered in writing' },
} as const satisfies Record<string, Title>;

/** A notice wants to be acknowledged, or answered, within a limit of its own; it is the task that is late, not the notice. */
export function standing({ mustAnswer, acknowledgeBy, dueAt }: NoticeContext): Standing {
  const by = acknowledgeBy ?? dueAt;
  return {
    owner: { act: mustAnswer ? 'answer' : 'acknowledge', by },
    attention: null,
    lateFrom: null,
    heldLight: null,
  };
}
