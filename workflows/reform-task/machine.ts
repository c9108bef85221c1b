import { and, assertEvent, assign, enqueueActions, setup } from 'xstate';
import { machineTypes, type SignalParams, type SpawnParams } from '../../src/engine/define.ts';
import { msUntil } from '../fields.ts';
import type { RouteParams } from '../routing-events.ts';
import * as change from './changes.ts';
import { type ReformTaskContext, registered } from './context.ts';
import type { events } from './events.ts';
import { guards } from './guards.ts';
import { type RegisteredMatter, routingOf } from './matter.ts';
import { heardFromSection, recallOf, recallsOf, spawnsOf } from './sections.ts';

const task = setup({
  types: machineTypes<ReformTaskContext, typeof events, RegisteredMatter>(),
  // Effects: the engine stores them with the step and workers carry them out; nothing runs here.
  actions: {
    route: (_args, _params: RouteParams) => {},
    resolveAssignment: (_args, _params: RouteParams) => {},
    spawn: (_args, _params: SpawnParams) => {},
    signal: (_args, _params: SignalParams) => {},
  },
  guards,
  delays: {
    receiptLimit: ({ context, event }) => msUntil(context.receiptDueAt ?? '', event),
    dueDate: ({ context, event }) => msUntil(context.dueAt ?? '', event),
  },
});

const title = (zh: string, en: string) => ({ title: { zh, en } });

const withdraw = {
  target: '#reform-task.withdrawn',
  actions: [
    task.enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, 'withdraw');
      for (const params of recallsOf(context, event.data.reason)) enqueue({ type: 'signal', params });
    }),
    task.assign(({ event }) => {
      assertEvent(event, 'withdraw');
      return change.withdrawn(event);
    }),
  ],
} as const;

// A section may speak late, whatever its task has come to meanwhile: until the task has ended it is listened to.
const fold = {
  actions: task.assign(({ context, event }) => {
    assertEvent(event, ['sectionReceived', 'sectionReported', 'sectionFinished', 'sectionReturned']);
    return heardFromSection(context, event);
  }),
} as const;

export const machine = task.createMachine({
  id: 'reform-task',
  context: ({ input }) => registered(input),
  initial: 'routing',
  on: { sectionReceived: fold, sectionReported: fold, sectionFinished: fold, sectionReturned: fold },
  states: {
    routing: {
      meta: title('派单', 'Routing'),
      entry: { type: 'route', params: ({ context }) => routingOf(context) },
      on: {
        routed: { target: 'open', actions: assign(({ event }) => change.dispatched(event)) },
        routingFailed: { target: 'triage', actions: assign(({ event }) => change.leftToTriage(event)) },
        withdraw,
      },
    },
    triage: {
      meta: title('人工分派', 'Triage'),
      on: {
        assign: {
          target: 'assigning',
          actions: {
            type: 'resolveAssignment',
            params: ({ context, event }) => routingOf(context, change.bindingOf(event)),
          },
        },
        withdraw,
      },
    },
    assigning: {
      meta: title('分派', 'Assigning'),
      on: {
        routed: { target: 'open', actions: assign(({ event }) => change.dispatched(event)) },
        routingFailed: { target: 'triage', actions: assign(({ event }) => change.leftToTriage(event)) },
        withdraw,
      },
    },
    open: {
      meta: title('办理', 'Open'),
      initial: 'dispatched',
      // The main clock starts at dispatch and ends when a claim is passed; receipt and review do not stop it.
      after: {
        dueDate: {
          meta: title('办理期限届满', 'Due date reached'),
          actions: assign(({ context, event }) => change.lapsed(context, 'due', event)),
        },
      },
      on: { withdraw },
      states: {
        dispatched: {
          meta: title('待签收', 'Dispatched'),
          after: {
            receiptLimit: {
              meta: title('签收时限届满', 'Receipt limit reached'),
              actions: assign(({ context, event }) => change.lapsed(context, 'receipt', event)),
            },
          },
          on: {
            receive: 'working',
            return: {
              guard: 'mayReturn',
              target: 'returned',
              actions: assign(({ context, event }) => change.returned(context, event)),
            },
            urge: {
              guard: 'urgeDue',
              actions: assign(({ context, event }) => change.urged(context, event)),
            },
          },
        },
        working: {
          meta: title('办理中', 'Working'),
          on: {
            return: {
              guard: and(['mayReturn', 'sectionsClosed']),
              target: 'returned',
              actions: assign(({ context, event }) => change.returned(context, event)),
            },
            urge: {
              guard: 'urgeDue',
              actions: assign(({ context, event }) => change.urged(context, event)),
            },
            report: { actions: assign(({ context, event }) => change.reported(context, event)) },
            subDispatch: {
              guard: and(['sectionsOfUnit', 'sectionsFit']),
              actions: [
                assign(({ context, event }) => change.subDispatched(context, event)),
                enqueueActions(({ context, event, enqueue }) => {
                  for (const params of spawnsOf(context, event)) enqueue({ type: 'spawn', params });
                }),
              ],
            },
            waiveSection: {
              guard: 'sectionOpen',
              actions: [
                assign(({ context, event }) => change.waived(context, event)),
                { type: 'signal', params: ({ event }) => recallOf(event.data.child, event.data.reason) },
              ],
            },
            claimDone: {
              guard: and(['sectionsClosed', 'evidenceComplete']),
              target: 'claimed',
              actions: assign(({ event }) => change.claimed(event)),
            },
          },
        },
        returned: {
          meta: title('退回待裁定', 'Returned, awaiting a ruling'),
          on: {
            assign: {
              meta: title('裁定', 'Rule'),
              target: 'ruling',
              actions: {
                type: 'resolveAssignment',
                params: ({ context, event }) => routingOf(context, change.bindingOf(event)),
              },
            },
          },
        },
        ruling: {
          meta: title('裁定交办', 'Ruling'),
          on: {
            // Leaves `open` and enters it anew: the clock of the first unit stops, that of the next starts.
            routed: {
              target: '#reform-task.open',
              actions: assign(({ event }) => ({ ...change.dispatched(event), ruled: true })),
            },
            routingFailed: {
              target: 'returned',
              actions: assign(({ event }) => change.leftToTriage(event)),
            },
          },
        },
        claimed: {
          meta: title('待审核', 'Claimed done'),
          on: {
            pass: {
              guard: 'reviewerIsNotDoer',
              target: '#reform-task.passed',
              // The clock has ended: what waits to be struck off is no longer late.
              actions: assign({ dueAt: null }),
            },
            sendBack: {
              guard: and(['reviewerIsNotDoer', 'itemsKnown']),
              target: 'working',
              actions: assign(({ context, event }) => change.sentBack(context, event)),
            },
          },
        },
      },
    },
    passed: {
      meta: title('办结', 'Completed'),
      on: { strikeOff: { target: 'struckOff', actions: assign({ attention: null }) } },
    },
    struckOff: { type: 'final', meta: title('销号', 'Struck off') },
    withdrawn: { type: 'final', meta: title('中止', 'Withdrawn') },
  },
});
