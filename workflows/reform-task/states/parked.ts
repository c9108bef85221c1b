import { and, assertEvent, assign } from 'xstate';
import { decided } from '../changes.ts';
import { rungsSet } from '../clocks/climbing.ts';
import { disarmDecision, disarmLadder } from '../clocks/timers.ts';
import type { ReformTaskContext } from '../context.ts';
import { prolongationOf } from '../requests/assessment.ts';
import * as prolonging from '../requests/prolonging.ts';
import * as change from '../requests/request-changes.ts';
import { task, title } from '../setup.ts';
import { WORKFLOW } from '../workflow.ts';
import { correctAtRest } from './correct.ts';
import { decisionLimits, limitDecision } from './deciding.ts';
import { climbing, recallNotices, recallOfDueDate } from './ladder.ts';
import { wakeSections } from './moved-deadline.ts';
import { sharing } from './sharing.ts';
import { withdraw } from './withdraw.ts';

/** The task force has looked at it: what its own limit set off is gone. */
const settleReview = [
  disarmDecision,
  recallNotices('已复核'),
  task.assign(({ context }) => decided(context)),
] as const;

/**
 * 挂账: laid aside with approval; due timer and ladder of the unit are silent. From the review date on the task force has
 * a limit of its own to look at it, and the ladder is climbed for that alone.
 */
export const parked = task.createStateConfig({
  meta: title('挂账', 'Parked'),
  exit: disarmLadder,
  after: {
    reviewDate: {
      meta: title('复核日期已到', 'Review date reached'),
      actions: [assign(({ context, event }) => change.reviewed(context, event)), limitDecision],
    },
  },
  on: {
    ...sharing,
    ...climbing,
    ...decisionLimits,
    resume: { guard: 'conditionKnown', target: 'resuming', actions: [...settleReview] },
    // 复核: parked on until another date; entered anew, so that the timer of the review is that of the new one.
    prolong: {
      guard: and(['reviewCame', 'prolongationSettled', 'parkedByOthers', 'reviewAhead']),
      actions: [
        assign(({ context, event }) => prolonging.prolonging(context, event)),
        {
          type: 'assessProlongation',
          params: ({ context }: { readonly context: ReformTaskContext }) => prolongationOf(context),
        },
      ],
    },
    parkingProlonged: {
      guard: 'forThisProlongation',
      target: 'parked',
      reenter: true,
      actions: [...settleReview, assign(({ context, event }) => prolonging.prolonged(context, event))],
    },
    prolongationRefused: {
      guard: 'forThisProlongation',
      actions: assign(({ context }) => prolonging.prolongationRefused(context)),
    },
    withdraw,
    correct: correctAtRest,
  },
});

/** The clock begins to run again as soon as the engine has counted what it stood still. */
export const resuming = task.createStateConfig({
  meta: title('恢复计时', 'Clock resuming'),
  entry: {
    type: 'resetDeadline',
    params: ({ context, event }) => {
      const { matter, deadline, parked: laid, creditFrom, returns, received } = context;
      return {
        workflow: WORKFLOW,
        cause: laid !== null ? 'resumed' : creditFrom !== null ? 'reviewed' : 'upheld',
        limit: deadline?.limit ?? matter.limit,
        from: deadline?.from ?? null,
        suspendedMinutes: deadline?.suspendedMinutes ?? 0,
        since: laid?.at ?? creditFrom ?? returns.at(-1)?.at ?? event.at,
        received,
        urgent: matter.urgency === 'urgent',
      } as const;
    },
  },
  on: {
    // What sending a claim back sets off is armed as soon as the clock runs.
    rungsSet: {
      actions: task.assign(({ context, event }) => {
        assertEvent(event, 'rungsSet');
        return rungsSet(context, event);
      }),
    },
    deadlineSet: [
      {
        guard: and(['clockResumes', 'wasReceived']),
        target: '#reform-task.open.working',
        actions: [
          wakeSections,
          recallOfDueDate,
          assign(({ context, event }) => change.deadlineSet(context, event)),
        ],
      },
      {
        guard: 'clockResumes',
        target: '#reform-task.open.dispatched',
        actions: [recallOfDueDate, assign(({ context, event }) => change.deadlineSet(context, event))],
      },
    ],
    withdraw,
  },
});
