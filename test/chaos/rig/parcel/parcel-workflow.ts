import { assign, enqueueActions, setup } from 'xstate';
import { z } from 'zod';
import type { SignalParams, SpawnParams } from '../../../../src/engine/definition/children.ts';
import {
  declareEvents,
  defineWorkflow,
  derivedId,
  type Facets,
  machineTypes,
} from '../../../../src/engine/definition/define.ts';

/** How long a parcel waits before its timer fires; short, so that a round sees many. */
const PATIENCE_MS = 600;
/** When it would be recalled: long after any round, so that this timer is there until its state is left. */
const RECALL_MS = 45 * 60_000;

const said = { text: z.string() };

/** A workflow with one of everything that faults may hit, which shows in its context what happened twice. */
const events = declareEvents({
  prepared: { title: { zh: '已准备', en: 'Prepared' }, by: ['engine'], data: z.strictObject({}) },
  note: { title: { zh: '记', en: 'Note' }, by: ['accountable'], data: z.strictObject(said) },
  postpone: { title: { zh: '延', en: 'Postpone' }, by: ['accountable'], data: z.strictObject(said) },
  split: {
    title: { zh: '拆', en: 'Split' },
    by: ['accountable'],
    data: z.strictObject({ ...said, n: z.int() }),
  },
  childEnded: {
    title: { zh: '子项办结', en: 'Child ended' },
    by: ['engine'],
    data: z.strictObject({ child: z.string() }),
  },
  end: { title: { zh: '结', en: 'End' }, by: ['accountable'], data: z.strictObject(said) },
});

const input = z.strictObject({ title: z.string(), parent: z.string().nullable() });
const context = input.extend({
  taskId: z.string(),
  prepared: z.int(),
  notes: z.int(),
  reminded: z.int(),
  recalled: z.int(),
  open: z.int(),
});
type Context = z.infer<typeof context>;

const machine = setup({
  types: machineTypes<Context, typeof events, z.infer<typeof input>>(),
  delays: { patience: PATIENCE_MS, recall: RECALL_MS },
  guards: { childrenEnded: ({ context: { open } }) => open === 0 },
  actions: {
    prepare: (_args, _params: { title: string }) => {},
    spawn: (_args, _params: SpawnParams) => {},
    signal: (_args, _params: SignalParams) => {},
  },
}).createMachine({
  context: ({ input: { taskId, input: given } }) => ({
    ...given,
    taskId,
    prepared: 0,
    notes: 0,
    reminded: 0,
    recalled: 0,
    open: 0,
  }),
  initial: 'new',
  // A second answer or a second signal is taken: only counting tells that it was one too many.
  on: {
    prepared: { actions: assign({ prepared: ({ context: c }) => c.prepared + 1 }) },
    childEnded: { actions: assign({ open: ({ context: c }) => c.open - 1 }) },
  },
  states: {
    new: {
      entry: { type: 'prepare', params: ({ context: { title } }) => ({ title }) },
      on: {
        prepared: { target: 'waiting', actions: assign({ prepared: ({ context: c }) => c.prepared + 1 }) },
      },
    },
    waiting: {
      after: {
        patience: { actions: assign({ reminded: ({ context: c }) => c.reminded + 1 }) },
        recall: { actions: assign({ recalled: ({ context: c }) => c.recalled + 1 }) },
      },
      on: {
        note: { actions: assign({ notes: ({ context: c }) => c.notes + 1 }) },
        postpone: { target: 'waiting', reenter: true },
        split: {
          actions: enqueueActions(({ enqueue, context: c, event }) => {
            enqueue.assign({ open: c.open + event.data.n });
            for (let n = 0; n < event.data.n; n++) {
              const childInput = { title: c.title, parent: c.taskId };
              const params = { workflow: 'parcel', taskId: derivedId(event.id, n), input: childInput };
              enqueue({ type: 'spawn', params });
            }
          }),
        },
        end: {
          guard: 'childrenEnded',
          target: 'ended',
          actions: enqueueActions(({ enqueue, context: c }) => {
            if (c.parent === null) return;
            const signalled = { type: 'childEnded', data: { child: c.taskId } };
            enqueue({ type: 'signal', params: { taskId: c.parent, event: signalled } });
          }),
        },
      },
    },
    ended: { type: 'final' },
  },
});

export const parcel = defineWorkflow({
  name: 'parcel',
  version: 1,
  title: { zh: '包裹', en: 'Parcel' },
  input,
  context,
  events,
  guards: { childrenEnded: { title: { zh: '子项未办结', en: 'Children are open' }, about: 'task' } },
  machine,
  submittedBy: ['anyone'],
  facets: (c: Context): Facets => ({
    owner: 'desk',
    attention: null,
    unit: null,
    title: c.title,
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
});
