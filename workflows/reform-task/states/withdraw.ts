import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { disarmDecision } from '../clocks/timers.ts';
import { toSections } from '../sections.ts';
import { task } from '../setup.ts';
import { recallNotices } from './ladder.ts';

/** 中止: the sections still at work are told. */
export const withdraw = {
  target: '#reform-task.withdrawn',
  actions: [
    disarmDecision,
    recallNotices('任务中止'),
    task.enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'withdraw');
      for (const params of toSections(context, 'recall', { reason: event.data.reason })) {
        enqueue({ type: 'signal', params });
      }
    }),
    task.assign(({ event }) => {
      assertEvent(event, 'withdraw');
      return change.withdrawn(event);
    }),
  ],
} as const;
