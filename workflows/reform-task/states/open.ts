import { and, assertEvent, assign } from 'xstate';
import { decisionCause, receiptCause } from '../../rungs.ts';
import * as change from '../changes.ts';
import {
  armLadder,
  disarmDecision,
  disarmLadder,
  rearmDeadline,
  rearmDecision,
  rearmReceipt,
} from '../clocks/timers.ts';
import type { ReformTaskContext } from '../context.ts';
import { calendarChanged } from '../requests/request-changes.ts';
import { task, title } from '../setup.ts';
import { WORKFLOW } from '../workflow.ts';
import { limitRecounted, recountLimit } from './correct.ts';
import { decisionLimits } from './deciding.ts';
import { climbing, recallNotices, recallOf, recallOfDueDate } from './ladder.ts';
import { followDeadline } from './moved-deadline.ts';
import { returned, returnIt, returning, ruling } from './returning.ts';
import { sharing } from './sharing.ts';
import { transfer } from './transfer.ts';
import { urge } from './urge.ts';
import { withdraw } from './withdraw.ts';
import { working } from './working.ts';

/** Another calendar: the due date and the limits beside it move, with their timers. */
const followCalendar = [
  recallOfDueDate,
  task.assign(({ context, event }) => {
    assertEvent(event, 'calendarChanged');
    return calendarChanged(context, event);
  }),
  ...followDeadline,
  rearmDecision,
] as const;

const dispatched = task.createStateConfig({
  meta: title('待签收', 'Dispatched'),
  after: {
    receiptLimit: {
      // A task that comes back here after a return that came to nothing may have missed it before.
      guard: ({ context }) => context.lapsed.receipt === null,
      meta: title('签收时限届满', 'Receipt limit reached'),
      actions: assign(({ context, event }) => change.lapsed(context, 'receipt', event)),
    },
  },
  on: {
    ...transfer,
    urge,
    calendarChanged: { actions: [...followCalendar, rearmReceipt] },
    receive: {
      target: 'working',
      actions: [
        recallOf('任务已签收', ({ receiptDueAt }) => receiptCause(receiptDueAt)),
        assign(({ context }) => change.received(context)),
        disarmLadder,
        armLadder,
      ],
    },
    return: returnIt,
  },
});

/** 退办: what was objected to, and what that sets off. */
const sendingBack = {
  type: 'armSendBack',
  params: ({ context: { sentBack, matter } }: { readonly context: ReformTaskContext }) => ({
    workflow: WORKFLOW,
    round: sentBack.rounds,
    urgent: matter.urgency === 'urgent',
  }),
} as const;

const reviewed = [
  disarmDecision,
  recallOf('审核已有结果', ({ decideBy }) => decisionCause(decideBy)),
] as const;

/** The unit is done, and the review has a limit of its own: until it is over the unit's clock stands as of the claim. */
const claimed = task.createStateConfig({
  meta: title('待审核', 'Claimed done'),
  on: {
    ...decisionLimits,
    ...sharing,
    pass: {
      guard: 'reviewerIsNotDoer',
      target: '#reform-task.passed',
      // The clock has ended: what waits to be struck off is no longer late.
      actions: [
        disarmDecision,
        recallNotices('任务已办结'),
        assign(({ context }) => ({ ...change.decided(context), dueAt: null })),
      ],
    },
    sendBack: [
      {
        guard: and(['reviewerIsNotDoer', 'itemsKnown', 'reviewLate']),
        target: '#reform-task.resuming',
        actions: [
          ...reviewed,
          assign(({ context, event }) => change.sentBackLate(context, event)),
          sendingBack,
        ],
      },
      {
        guard: and(['reviewerIsNotDoer', 'itemsKnown']),
        target: 'working',
        actions: [
          ...reviewed,
          assign(({ context, event }) => change.sentBack(context, event)),
          sendingBack,
          rearmDeadline,
          armLadder,
        ],
      },
    ],
  },
});

export const open = task.createStateConfig({
  meta: title('办理', 'Open'),
  initial: 'dispatched',
  entry: [armLadder, recountLimit],
  exit: disarmLadder,
  // The main clock starts at dispatch and ends when a claim is passed; receipt does not stop it.
  after: {
    dueDate: {
      guard: ({ context }) => context.lapsed.due === null && context.held === null,
      meta: title('办理期限届满', 'Due date reached'),
      actions: assign(({ context, event }) => change.lapsed(context, 'due', event)),
    },
  },
  on: {
    ...climbing,
    withdraw,
    deadlineSet: limitRecounted,
    calendarChanged: { actions: [...followCalendar] },
  },
  states: { dispatched, working, returning, returned, ruling, claimed },
});
