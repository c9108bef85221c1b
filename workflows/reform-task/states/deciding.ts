import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { task } from '../setup.ts';
import { armDecision } from '../timers.ts';

/** The task force decides within a limit of its own, in triage and on a return; that it was late is noted. */
export const decisionLimits = {
  decisionLimitSet: {
    actions: [
      task.assign(({ event }) => {
        assertEvent(event, 'decisionLimitSet');
        return { decideBy: event.data.dueAt };
      }),
      armDecision,
    ],
  },
  decisionLapsed: {
    actions: task.assign(({ context, event }) => change.lapsed(context, 'decision', event)),
  },
} as const;
