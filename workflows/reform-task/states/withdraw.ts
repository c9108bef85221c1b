import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { disarmDecision } from '../clocks/timers.ts';
import type { EventOf } from '../events/events.ts';
import { sections } from '../sections.ts';
import { signalling, task } from '../setup.ts';
import { recallNotices } from './ladder.ts';

/** 中止: the sections still at work are told. */
export const withdraw = {
  target: '#reform-task.withdrawn',
  actions: [
    disarmDecision,
    recallNotices('任务中止'),
    signalling((context, event: EventOf<'withdraw'>) => sections.recalls(context, event.data.reason)),
    task.assign(({ event }) => {
      assertEvent(event, 'withdraw');
      return change.withdrawn(event);
    }),
  ],
} as const;
