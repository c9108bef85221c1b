import { and, assign, setup } from 'xstate';
import type { SignalParams } from '../../src/engine/definition/children.ts';
import { type GuardDeclaration, machineTypes } from '../../src/engine/definition/define.ts';
import type { ParamsOf } from '../../src/engine/definition/effect-contract.ts';
import type { COUNT_URGE, RESOLVE_LIMIT } from '../../src/vocabulary/effects.ts';
import { toParent } from '../children.ts';
import { msUntil } from '../fields.ts';
import { mayUrge, URGE_DUE } from '../urges.ts';
import {
  assigned,
  dateMoved,
  limited,
  reported,
  type SectionContext,
  type SectionInput,
  urgeCounted,
  urged,
} from './context.ts';
import type { events } from './events.ts';

export const guardTitles = {
  urgeDue: URGE_DUE,
  countedForNow: {
    title: { zh: '期限已另行核定', en: 'The limit is counted anew' },
    about: 'data',
  },
  wasReceived: {
    title: { zh: '尚未签收', en: 'It has not been received' },
    about: 'task',
  },
} as const satisfies Record<string, GuardDeclaration>;

/** The limit of its own, without which an assignment is in no state that counts one. */
function ownLimit(limit: SectionContext['limit']): NonNullable<SectionContext['limit']> {
  if (limit === undefined) throw new Error('No limit of its own, expected one in a state that counts it.');
  return limit;
}

const assignment = setup({
  types: machineTypes<SectionContext, typeof events, SectionInput>(),
  // Effects: the engine stores them with the step and workers carry them out; nothing runs here.
  actions: {
    /** Answered by `limitResolved`; working days need the calendar. */
    resolveLimit: (_args, _params: ParamsOf<typeof RESOLVE_LIMIT>) => {},
    /** Answered by `urgeCounted`. */
    countUrge: (_args, _params: ParamsOf<typeof COUNT_URGE>) => {},
    signal: (_args, _params: SignalParams) => {},
  },
  guards: {
    urgeDue: ({ context: { urges }, event }) => mayUrge(urges, event.at),
    hasOwnLimit: ({ context }) => context.limit !== undefined && context.from !== null,
    wasReceived: ({ context }) => context.received,
    countedForNow: ({ context, event }) =>
      event.type === 'limitResolved' && event.data.redated === context.redated,
  },
  delays: { dueDate: ({ context, event }) => msUntil(context.dueAt, event) },
});

const title = (zh: string, en: string) => ({ title: { zh, en } });

/** Before each word to the parent, so that a later word has the higher number. */
const nextRevision = assignment.assign({ revision: ({ context }) => context.revision + 1 });

const recall = {
  target: '#section-assignment.recalled',
  actions: assignment.assign({
    outcome: ({ event }) => (event.type === 'recall' ? event.data.reason : null),
  }),
} as const;

const suspend = {
  target: '#section-assignment.suspended',
  actions: assignment.assign({
    suspended: ({ event }) => (event.type === 'suspend' ? event.data.kind : null),
  }),
} as const;

/** Through `assigned`, where its own limit is counted anew if it has one. */
const redate = {
  target: '#section-assignment.assigned',
  actions: assignment.assign(({ context, event }) =>
    event.type === 'redated' ? dateMoved(context, event) : {},
  ),
} as const;

export const machine = assignment.createMachine({
  id: 'section-assignment',
  context: ({ input }) => assigned(input),
  initial: 'assigned',
  on: { urgeCounted: { actions: assign(({ context, event }) => urgeCounted(context, event)) } },
  states: {
    assigned: {
      meta: title('交办', 'Assigned'),
      always: [
        { guard: 'hasOwnLimit', target: 'limiting' },
        { guard: 'wasReceived', target: '#section-assignment.open.working' },
        { target: 'open' },
      ],
    },
    limiting: {
      meta: title('待核定期限', 'Awaiting its limit'),
      entry: {
        type: 'resolveLimit',
        params: ({ context: { limit, from, suspendedMinutes, redated } }) => ({
          limit: ownLimit(limit),
          from,
          suspendedMinutes,
          redated,
        }),
      },
      on: {
        limitResolved: [
          {
            guard: and(['countedForNow', 'wasReceived']),
            target: '#section-assignment.open.working',
            actions: assign(({ context, event }) => limited(context, event)),
          },
          {
            guard: 'countedForNow',
            target: 'open',
            actions: assign(({ context, event }) => limited(context, event)),
          },
        ],
        suspend,
        redated: redate,
        recall,
      },
    },
    open: {
      meta: title('办理', 'Open'),
      initial: 'dispatched',
      after: {
        dueDate: {
          meta: title('办理期限届满', 'Due date reached'),
          actions: assign({ lapsedAt: ({ event }) => event.at }),
        },
      },
      on: {
        suspend,
        redated: redate,
        recall,
        urge: {
          guard: 'urgeDue',
          actions: [
            assign(({ context, event }) => urged(context, event)),
            {
              type: 'countUrge',
              params: ({ event }) => ({ workflow: 'section-assignment', at: event.at }),
            },
          ],
        },
        return: {
          target: 'returned',
          actions: [
            nextRevision,
            assign({ outcome: ({ event }) => event.data.reason }),
            {
              type: 'signal',
              params: ({ context, event }) =>
                toParent(context, 'sectionReturned', { text: event.data.reason }),
            },
          ],
        },
      },
      states: {
        dispatched: {
          meta: title('待签收', 'Dispatched'),
          on: {
            receive: {
              target: 'working',
              actions: [
                nextRevision,
                assign({ received: true }),
                { type: 'signal', params: ({ context }) => toParent(context, 'sectionReceived') },
              ],
            },
          },
        },
        working: {
          meta: title('办理中', 'Working'),
          on: {
            report: {
              actions: [
                nextRevision,
                assign(({ context, event }) => reported(context, event)),
                {
                  type: 'signal',
                  params: ({ context, event }) => toParent(context, 'sectionReported', event.data),
                },
              ],
            },
            finish: {
              target: '#section-assignment.finished',
              actions: [
                nextRevision,
                assign({ outcome: ({ event }) => event.data.text }),
                {
                  type: 'signal',
                  params: ({ context, event }) => toParent(context, 'sectionFinished', event.data),
                },
              ],
            },
          },
        },
      },
    },
    suspended: {
      meta: title('随任务挂账', 'Suspended with its task'),
      on: { redated: redate, recall },
    },
    finished: { type: 'final', meta: title('办结', 'Finished') },
    returned: { type: 'final', meta: title('退回', 'Returned') },
    recalled: { type: 'final', meta: title('收回', 'Recalled') },
  },
});
