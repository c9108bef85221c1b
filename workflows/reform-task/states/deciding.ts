import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { armDecision, armLadder, disarmDecision, disarmLadder } from '../clocks/timers.ts';
import type { ReformTaskContext } from '../context.ts';
import { task } from '../setup.ts';
import { WORKFLOW } from '../workflow.ts';

/** Asks by when the task force has to decide what has just come to it. */
export const limitDecision = {
  type: 'limitDecision',
  params: ({ context }: { readonly context: ReformTaskContext }) => {
    const { deciding, dueAt, held, matter } = context;
    if (deciding === null) throw new Error('Nothing is to be decided: expected what, and since when.');
    const urgent = matter.urgency === 'urgent';
    const unitDueAt = held === null ? null : dueAt;
    return { workflow: WORKFLOW, decision: deciding.what, from: deciding.from, urgent, dueAt: unitDueAt };
  },
} as const;

/** The task force decides within a limit of its own, in triage, on a return and on a claim; that it was late is noted. */
export const decisionLimits = {
  decisionLimitSet: {
    guard: 'forThisDecision',
    actions: [
      task.assign(({ context, event }) => {
        assertEvent(event, 'decisionLimitSet');
        return change.decisionLimited(context, event);
      }),
      disarmDecision,
      armDecision,
      disarmLadder,
      armLadder,
    ],
  },
  decisionLapsed: {
    actions: task.assign(({ context, event }) => change.lapsed(context, 'decision', event)),
  },
} as const;
