import { assign, enqueueActions, setup } from 'xstate';
import { z } from 'zod';
import type { SpawnParams } from '../../src/engine/definition/children.ts';
import {
  declareEvents,
  defineWorkflow,
  derivedId,
  type Facets,
  type MachineInput,
  noData,
  type StepEvent,
} from '../../src/engine/definition/define.ts';

/** A small workflow with one of everything, to test the engine apart from the county. */
const events = declareEvents({
  begin: {
    title: { zh: '开始', en: 'Begin' },
    by: ['accountable'],
    data: z.strictObject({ note: z.string() }),
  },
  prepared: {
    title: { zh: '已准备', en: 'Prepared' },
    by: ['engine'],
    data: z.strictObject({ owner: z.string() }),
  },
  childEnded: { title: { zh: '子项办结', en: 'Child ended' }, by: ['engine'], data: noData },
  split: { title: { zh: '拆分', en: 'Split' }, by: ['accountable'], data: z.strictObject({ n: z.int() }) },
  end: { title: { zh: '结束', en: 'End' }, by: ['accountable'], data: noData },
});

const input = z.strictObject({ title: z.string(), seat: z.string(), parent: z.string().optional() });
const context = z.strictObject({
  title: z.string(),
  seat: z.string(),
  parent: z.string().nullable(),
  notes: z.array(z.string()),
  open: z.int(),
});
type Context = z.infer<typeof context>;

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent<typeof events>,
    input: {} as MachineInput<z.infer<typeof input>>,
  },
  delays: { patience: 60_000 },
  guards: { childrenEnded: ({ context: { open } }) => open === 0 },
  actions: { prepare: () => undefined, remind: () => undefined, spawn: (_args, _params: SpawnParams) => {} },
}).createMachine({
  context: ({ input: given }) => ({
    title: given.input?.title ?? '',
    seat: 'desk',
    parent: given.input?.parent ?? null,
    notes: [],
    open: 0,
  }),
  initial: 'new',
  states: {
    new: {
      meta: { title: { zh: '新建', en: 'New' } },
      entry: 'prepare',
      on: { prepared: { target: 'ready', actions: assign({ seat: ({ event }) => event.data.owner }) } },
    },
    ready: {
      after: { patience: { actions: 'remind' } },
      on: {
        begin: {
          target: 'busy',
          actions: assign({ notes: ({ context: c, event }) => [...c.notes, event.data.note] }),
        },
      },
    },
    busy: {
      on: {
        begin: { actions: assign({ notes: ({ context: c, event }) => [...c.notes, event.data.note] }) },
        split: {
          actions: enqueueActions(({ enqueue, context: c, event }) => {
            enqueue.assign({ open: c.open + event.data.n });
            for (let n = 0; n < event.data.n; n++) {
              const taskId = derivedId(event.id, n);
              enqueue({
                type: 'spawn',
                params: {
                  workflow: 'errand',
                  taskId,
                  input: { title: `${c.title} ${n}`, seat: 'child', parent: event.data.n.toString() },
                },
              });
            }
          }),
        },
        childEnded: { actions: assign({ open: ({ context: c }) => c.open - 1 }) },
        end: { target: 'ended', guard: 'childrenEnded' },
      },
    },
    ended: { type: 'final' },
  },
});

export const errand = defineWorkflow({
  name: 'errand',
  version: 1,
  title: { zh: '跑腿', en: 'Errand' },
  input,
  context,
  events,
  guards: { childrenEnded: { title: { zh: '子项未办结', en: 'Children are open' }, about: 'task' } },
  machine,
  submittedBy: ['anyone'],
  facets: (c: Context): Facets => ({
    owner: c.seat,
    attention: null,
    unit: null,
    title: c.title,
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
});
