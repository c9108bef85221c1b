import { and, assertEvent, assign } from 'xstate';
import { receiptCause } from '../../rungs.ts';
import * as change from '../changes.ts';
import { armLadder, disarmDecision, disarmLadder } from '../clocks/timers.ts';
import * as request from '../requests/request-changes.ts';
import { routingOf } from '../routing.ts';
import { task, title } from '../setup.ts';
import { correctAtRest } from './correct.ts';
import { decisionLimits, limitDecision } from './deciding.ts';
import { recallNotices, recallOf } from './ladder.ts';
import { assess, decline, lapse, retract, takeUp } from './requests.ts';
import { sharing } from './sharing.ts';

/** The unit's clock stands still: the ladder goes on for the task force alone, and nobody waits for a receipt. */
const toRuling = [
  recallOf('任务已退回', ({ receiptDueAt }) => receiptCause(receiptDueAt)),
  limitDecision,
  disarmLadder,
  armLadder,
] as const;

/** To where the return was asked for. */
function back<const Actions>(actions: Actions) {
  return [
    { guard: 'wasReceived', target: '#reform-task.open.working', actions },
    { target: '#reform-task.open.dispatched', actions },
  ] as const;
}

/** 退回: by the leader at once, by the commissioner with the leader's signature. */
export const returnIt = [
  {
    guard: and(['transferSettled', 'mayReturn', 'returnInTime', 'sectionsClosed', 'signedByLeader']),
    target: '#reform-task.open.returned',
    actions: [
      task.assign(({ context, event }) => {
        assertEvent(event, 'return');
        return request.returnedAtOnce(context, event);
      }),
      ...toRuling,
    ],
  },
  {
    guard: and(['transferSettled', 'mayReturn', 'returnInTime', 'sectionsClosed']),
    target: '#reform-task.open.returning',
    actions: task.assign(({ event }) => {
      assertEvent(event, 'return');
      return request.askedToReturn(event);
    }),
  },
] as const;

export const returning = task.createStateConfig({
  meta: title('拟退回', 'About to be returned'),
  initial: 'assessing',
  on: { withdrawRequest: back(retract) },
  states: {
    assessing: {
      meta: title('退回待受理', 'Return being taken up'),
      entry: takeUp,
      on: {
        requestAssessed: [
          {
            guard: and(['forThisRequest', 'leaderAsks']),
            target: '#reform-task.open.returned',
            actions: [
              task.assign(({ context, event }) => {
                assertEvent(event, 'requestAssessed');
                return request.returnUnsigned(context, event);
              }),
              ...toRuling,
            ],
            meta: title('受理申请（申请人即签批人）', 'Taken up: whoever would sign it asks for it'),
          },
          { guard: 'forThisRequest', target: 'atLeader', actions: assess },
        ],
      },
    },
    atLeader: {
      meta: title('退回待签批', 'Return at the leader'),
      after: {
        decisionLimit: [
          {
            guard: 'wasReceived',
            target: '#reform-task.open.working',
            actions: lapse,
            meta: title('退回签批逾期失效', 'Return lapsed'),
          },
          {
            target: '#reform-task.open.dispatched',
            actions: lapse,
            meta: title('退回签批逾期失效', 'Return lapsed'),
          },
        ],
      },
      on: {
        endorse: {
          guard: 'deciderIsNotRequester',
          target: '#reform-task.open.returned',
          actions: [assign(({ context, event }) => request.returnEndorsed(context, event)), ...toRuling],
        },
        decline: [
          {
            guard: and(['deciderIsNotRequester', 'wasReceived']),
            target: '#reform-task.open.working',
            actions: decline,
          },
          { guard: 'deciderIsNotRequester', target: '#reform-task.open.dispatched', actions: decline },
        ],
      },
    },
  },
});

/** The first unit answers for it until the ruling. */
export const returned = task.createStateConfig({
  meta: title('退回待裁定', 'Returned, awaiting a ruling'),
  on: {
    ...decisionLimits,
    ...sharing,
    correct: correctAtRest,
    assign: {
      guard: 'deciderIsNotRequester',
      meta: title('裁定', 'Rule'),
      target: 'ruling',
      actions: [
        assign(({ context, event }) => change.ruled(context, event)),
        {
          type: 'resolveAssignment',
          params: ({ context, event }) => routingOf(context, change.bindingOf(event)),
        },
      ],
    },
    uphold: {
      guard: 'deciderIsNotRequester',
      target: '#reform-task.resuming',
      actions: [
        disarmDecision,
        recallNotices('已裁定'),
        assign(({ context, event }) => ({
          ...change.ruled(context, event),
          ...change.decided(context),
          dueAt: null,
        })),
      ],
    },
  },
});

export const ruling = task.createStateConfig({
  meta: title('裁定交办', 'Ruling'),
  on: {
    ...decisionLimits,
    ...sharing,
    // Leaves `open` and enters it anew: the clock of the first unit stops, that of the next starts.
    routed: {
      target: '#reform-task.open',
      actions: [
        disarmDecision,
        recallNotices('已裁定'),
        assign(({ context, event }) => ({ ...change.dispatched(context, event), ruled: true })),
      ],
    },
    routingFailed: {
      target: 'returned',
      actions: assign(({ context, event }) => ({
        ...change.leftToTriage(event),
        ...change.unruled(context),
      })),
    },
  },
});
