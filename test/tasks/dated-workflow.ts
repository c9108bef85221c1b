import { assign, setup } from 'xstate';
import { z } from 'zod';
import {
  declareEvents,
  defineWorkflow,
  type Facets,
  type MachineInput,
  noData,
  type StepEvent,
} from '../../src/engine/definition/define.ts';
import { LimitSchema } from '../../src/vocabulary/limit.ts';
import { declareReadings } from '../../src/vocabulary/readings.ts';

const due = { dueAt: z.iso.datetime(), provisional: z.boolean() };

const input = z.strictObject({ limit: LimitSchema, from: z.iso.datetime(), ...due });
const context = z.strictObject({
  deadline: z.strictObject({ limit: LimitSchema, from: z.iso.datetime(), suspendedMinutes: z.int() }),
  ...due,
  /** The versions of the calendar it was told of. */
  told: z.array(z.string()),
});
type Context = z.infer<typeof context>;

const events = declareEvents({
  calendarChanged: {
    title: { zh: '日历调整', en: 'Calendar changed' },
    by: ['engine'],
    data: z.strictObject({ ...due, rungs: z.array(z.unknown()).optional(), calendar: z.string() }),
  },
  note: { title: { zh: '记事', en: 'Note' }, by: ['anyone'], data: noData },
  end: { title: { zh: '结束', en: 'End' }, by: ['anyone'], data: noData },
});

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent<typeof events>,
    input: {} as MachineInput<z.infer<typeof input>>,
  },
}).createMachine({
  context: ({ input: { input: given } }) => ({
    deadline: { limit: given?.limit ?? { workingDays: 1 }, from: given?.from ?? '', suspendedMinutes: 0 },
    dueAt: given?.dueAt ?? '',
    provisional: given?.provisional ?? false,
    told: [],
  }),
  initial: 'open',
  states: {
    open: {
      on: {
        calendarChanged: {
          actions: assign(({ context: { told }, event: { data } }) => ({
            dueAt: data.dueAt,
            provisional: data.provisional,
            told: [...told, data.calendar],
          })),
        },
        note: { actions: assign(({ context: { told } }) => ({ told })) },
        end: 'ended',
      },
    },
    ended: { type: 'final' },
  },
});

/** The least that has a deadline, to carry a changed calendar to apart from the county's own workflows. */
export const dated = defineWorkflow({
  name: 'dated',
  version: 1,
  title: { zh: '限期事项', en: 'Dated' },
  submittedBy: ['anyone'],
  input,
  context,
  events,
  machine,
  facets: ({ dueAt }: Context): Facets => ({
    owner: 'desk',
    attention: null,
    unit: null,
    title: '限期事项',
    category: null,
    urgency: null,
    dueAt,
    clock: null,
  }),
  readings: declareReadings<Context>({
    deadline: {
      moved: 'calendarChanged',
      of: ({ deadline, provisional }) => ({ ...deadline, provisional, rungs: [] }),
    },
  }),
});
