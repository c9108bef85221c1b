import { assertEvent } from 'xstate';
import type { GuardDeclaration } from '../../../src/engine/definition/define.ts';
import type { ReformTaskContext } from '../context.ts';
import type { ReformTaskEvent } from '../events/events.ts';
import { changesBy, isAwaited, movesLimit } from './correction.ts';

interface Asked {
  readonly context: ReformTaskContext;
  readonly event: ReformTaskEvent;
}

/** Why a correction is refused. */
export const correctGuardTitles = {
  changesSomething: {
    title: {
      zh: '所填与现登记一致，没有可更正之处',
      en: 'All of it stands so already; nothing would be corrected',
    },
    about: 'data',
  },
  isUnclaimed: {
    title: {
      zh: '已申请办结，验收标准和期限不再更正；确需更正请先退办',
      en: 'It is claimed done: criteria and limit stay as they are; send it back first',
    },
    about: 'data',
  },
  limitMoves: {
    title: { zh: '期限未变', en: 'The limit stays as it is' },
    about: 'data',
  },
  recountAwaited: {
    title: { zh: '期限已另行核定', en: 'The limit is counted anew' },
    about: 'data',
  },
  clockResumes: {
    title: { zh: '所核定的不是恢复后的期限', en: 'Another due date is awaited' },
    about: 'data',
  },
} as const satisfies Record<string, GuardDeclaration>;

/** What a correction, and the due date that comes of it, are held against. */
export const correctGuards = {
  changesSomething: ({ context, event }: Asked) => {
    assertEvent(event, 'correct');
    return changesBy(context, event).length > 0;
  },

  isUnclaimed: ({ context, event }: Asked) => {
    assertEvent(event, 'correct');
    const fixed = changesBy(context, event).some(({ field }) => field === 'criteria' || field === 'limit');
    return context.claim === null || !fixed;
  },

  limitMoves: ({ context, event }: Asked) => {
    assertEvent(event, 'correct');
    return movesLimit(context, event);
  },

  recountAwaited: ({ context, event }: Asked) => {
    assertEvent(event, 'deadlineSet');
    return isAwaited(context, event);
  },

  clockResumes: ({ event }: Asked) => {
    assertEvent(event, 'deadlineSet');
    return event.data.cause !== 'corrected';
  },
} as const;
