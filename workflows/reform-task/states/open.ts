import { and, assign } from 'xstate';
import * as change from '../changes.ts';
import { calendarChanged } from '../request-changes.ts';
import { task, title } from '../setup.ts';
import { armLadder, disarmLadder } from '../timers.ts';
import { WORKFLOW } from '../workflow.ts';
import { climbing, recallNotices, recallOfDueDate } from './ladder.ts';
import { followDeadline } from './moved-deadline.ts';
import { returned, returnIt, returning, ruling } from './returning.ts';
import { transfer } from './transfer.ts';
import { urge } from './urge.ts';
import { withdraw } from './withdraw.ts';
import { working } from './working.ts';

const dispatched = task.createStateConfig({
  meta: title('待签收', 'Dispatched'),
  after: {
    receiptLimit: {
      // Whoever comes back here after a return that came to nothing may have missed it before.
      guard: ({ context }) => context.lapsed.receipt === null,
      meta: title('签收时限届满', 'Receipt limit reached'),
      actions: assign(({ context, event }) => change.lapsed(context, 'receipt', event)),
    },
  },
  on: {
    ...transfer,
    urge,
    receive: { target: 'working', actions: assign({ received: true }) },
    return: returnIt,
  },
});

const claimed = task.createStateConfig({
  meta: title('待审核', 'Claimed done'),
  on: {
    pass: {
      guard: 'reviewerIsNotDoer',
      target: '#reform-task.passed',
      // The clock has ended: what waits to be struck off is no longer late.
      actions: [recallNotices('任务已办结'), assign({ dueAt: null })],
    },
    sendBack: {
      guard: and(['reviewerIsNotDoer', 'itemsKnown']),
      target: 'working',
      actions: [
        assign(({ context, event }) => change.sentBack(context, event)),
        {
          type: 'armSendBack',
          params: ({ context }) => ({ workflow: WORKFLOW, round: context.sentBack.rounds }),
        },
      ],
    },
  },
});

export const open = task.createStateConfig({
  meta: title('办理', 'Open'),
  initial: 'dispatched',
  entry: armLadder,
  exit: disarmLadder,
  // The main clock starts at dispatch and ends when a claim is passed; receipt and review do not stop it.
  after: {
    dueDate: {
      guard: ({ context }) => context.lapsed.due === null,
      meta: title('办理期限届满', 'Due date reached'),
      actions: assign(({ context, event }) => change.lapsed(context, 'due', event)),
    },
  },
  on: {
    ...climbing,
    withdraw,
    calendarChanged: {
      actions: [
        recallOfDueDate,
        assign(({ context, event }) => calendarChanged(context, event)),
        ...followDeadline,
      ],
    },
  },
  states: { dispatched, working, returning, returned, ruling, claimed },
});
