import { assign, setup } from 'xstate';
import { z } from 'zod';
import {
  declareEvents,
  defineWorkflow,
  type GuardDeclaration,
  machineTypes,
  noData,
  refersTo,
} from '../src/engine/definition/define.ts';
import { declareReadings } from '../src/vocabulary/readings.ts';
import { NO_REQUESTERS } from '../src/vocabulary/requesters.ts';
import { DUTY_SEAT } from '../src/vocabulary/seats.ts';
import { instant, limit, line, msUntil, prose, seatId, sectionCode, titled, unitCode } from './fields.ts';
import { besideRegister } from './numbering.ts';
import { type RouteParams, routingEvents } from './routing-events.ts';
import { by, relations } from './vocabulary.ts';

const input = z.strictObject({
  title: titled(line(200), '任务名称', 'Title'),
  unit: titled(refersTo(line(100), { kind: 'unitName', within: 'lead' }), '牵头单位', 'Lead unit'),
  limit: titled(limit, '完成时限', 'Limit'),
});

const context = input.extend({
  assignedUnit: unitCode.nullable(),
  seat: seatId.nullable(),
  attention: seatId.nullable(),
  dueAt: instant.nullable(),
  receiptDueAt: instant.nullable(),
  /** When a limit ran out unmet. */
  lapsedAt: instant.nullable(),
  section: sectionCode.nullable(),
  report: z.string().nullable(),
  claimedBy: z.string().nullable(),
});

type Context = z.output<typeof context>;

const events = declareEvents({
  ...routingEvents,
  receive: {
    title: { zh: '签收', en: 'Receive' },
    by: by('accountable'),
    sees: ['state'],
    inBulk: true,
    data: noData,
  },
  dispatch: {
    title: { zh: '分办', en: 'Dispatch' },
    by: by('accountable'),
    sees: ['state'],
    data: z.strictObject({ section: titled(sectionCode, '科室', 'Section') }),
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable'),
    sees: ['state'],
    data: z.strictObject({ text: titled(prose(2000), '进展', 'Progress') }),
  },
  claim: { title: { zh: '办结申请', en: 'Claim' }, by: by('accountable'), data: noData },
  approve: { title: { zh: '审核通过', en: 'Approve' }, by: by('taskForce'), data: noData },
});

const guards = {
  reviewerIsNotDoer: {
    title: { zh: '审核人不得为办结申请人', en: 'Who claimed it done may not review it' },
    about: 'actor',
  },
} as const satisfies Record<string, GuardDeclaration>;

const title = (zh: string, en: string) => ({ title: { zh, en } });

const machine = setup({
  types: machineTypes<Context, typeof events, z.output<typeof input>>(),
  actions: { route: (_args, _params: RouteParams) => {} },
  guards: {
    reviewerIsNotDoer: ({ context: { claimedBy }, event }) =>
      (event.actor.person ?? event.actor.principal) !== claimedBy,
  },
  delays: {
    receiptLimit: ({ context: { receiptDueAt }, event }) => msUntil(receiptDueAt ?? '', event),
    dueDate: ({ context: { dueAt }, event }) => msUntil(dueAt ?? '', event),
  },
}).createMachine({
  id: 'bench-lifecycle',
  context: ({ input: { input: given } }) => ({
    title: given.title,
    unit: given.unit,
    limit: given.limit,
    assignedUnit: null,
    seat: null,
    attention: null,
    dueAt: null,
    receiptDueAt: null,
    lapsedAt: null,
    section: null,
    report: null,
    claimedBy: null,
  }),
  initial: 'routing',
  states: {
    routing: {
      meta: title('派单', 'Routing'),
      entry: {
        type: 'route',
        params: ({ context: { title: name, unit, limit: within } }) => ({
          matter: { title: name, unit, keywords: [], urgency: 'normal' },
          limit: within,
        }),
      },
      on: {
        routed: {
          target: 'open',
          actions: assign(({ event: { data } }) => ({
            assignedUnit: data.unit,
            seat: data.seat,
            dueAt: data.dueAt,
            receiptDueAt: data.receiptDueAt,
          })),
        },
        routingFailed: 'unrouted',
      },
    },
    open: {
      meta: title('办理', 'Open'),
      initial: 'assigned',
      after: {
        dueDate: {
          meta: title('办理期限届满', 'Due date reached'),
          actions: assign({ lapsedAt: ({ event }) => event.at }),
        },
      },
      states: {
        assigned: {
          meta: title('待签收', 'Assigned'),
          after: {
            receiptLimit: {
              meta: title('签收时限届满', 'Receipt limit reached'),
              actions: assign({ lapsedAt: ({ event }) => event.at }),
            },
          },
          on: { receive: 'received' },
        },
        received: {
          meta: title('已签收', 'Received'),
          on: {
            dispatch: {
              target: 'dispatched',
              actions: assign({ section: ({ event }) => event.data.section }),
            },
          },
        },
        dispatched: {
          meta: title('办理中', 'Dispatched'),
          on: {
            report: { actions: assign({ report: ({ event }) => event.data.text }) },
            claim: {
              target: 'claimed',
              actions: assign({
                claimedBy: ({ event: { actor } }) => actor.person ?? actor.principal,
                attention: DUTY_SEAT,
              }),
            },
          },
        },
        claimed: {
          meta: title('待审核', 'Claimed'),
          on: {
            approve: {
              guard: 'reviewerIsNotDoer',
              target: '#bench-lifecycle.approved',
              actions: assign({ attention: null }),
            },
          },
        },
      },
    },
    approved: { type: 'final', meta: title('办结', 'Approved') },
    unrouted: { type: 'final', meta: title('无法派单', 'Unrouted') },
  },
});

/** The lifecycle that the benchmark measures: the same work as its peers do, with nothing beside it. */
export const benchLifecycle = defineWorkflow({
  name: 'bench-lifecycle',
  version: 1,
  title: { zh: '基准流程', en: 'Benchmark lifecycle' },
  submittedBy: by('taskForce', 'submitter'),
  input,
  context,
  events,
  relations,
  guards,
  machine,
  facets: ({ seat, attention, assignedUnit, title: name, dueAt }: Context) => ({
    owner: seat ?? DUTY_SEAT,
    attention,
    unit: assignedUnit,
    title: name,
    category: null,
    urgency: null,
    dueAt,
    clock: null,
  }),
  readings: declareReadings<Context>({
    requesters: () => NO_REQUESTERS,
    budget: ({ limit: given }) => given,
    clock: { begins: ['routed'] },
  }),
  numbering: besideRegister('B'),
});
