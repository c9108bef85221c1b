import { assertEvent } from 'xstate';
import { rearmed } from '../../rungs.ts';
import * as change from '../changes.ts';
import { task } from '../setup.ts';
import { armDecision, armLadder, disarmLadder } from '../timers.ts';

/** The task force decides within a limit of its own, in triage and on a return; that it was late is noted. */
export const decisionLimits = {
  decisionLimitSet: {
    actions: [
      task.assign(({ context, event }) => {
        assertEvent(event, 'decisionLimitSet');
        const { dueAt: decideBy, rungs } = event.data;
        return { decideBy, rungs: rearmed(context, context.decideBy, rungs) };
      }),
      armDecision,
      disarmLadder,
      armLadder,
    ],
  },
  decisionLapsed: {
    actions: task.assign(({ context, event }) => change.lapsed(context, 'decision', event)),
  },
} as const;
