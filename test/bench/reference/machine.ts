import { assign, type SnapshotFrom, setup } from 'xstate';
import { z } from 'zod';

const line = (most: number) => z.string().trim().min(1).max(most);

/** What a client hands in. */
export const submission = z.strictObject({
  workflow: z.literal('bench-lifecycle'),
  input: z.strictObject({
    title: line(200),
    unit: line(100),
    limit: z.strictObject({ workingDays: z.int().min(1).max(1000) }),
  }),
});

/** What a client may send to a task. */
export const clientEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('receive'), data: z.strictObject({}).default({}) }),
  z.strictObject({ type: z.literal('dispatch'), data: z.strictObject({ section: line(40) }) }),
  z.strictObject({ type: z.literal('report'), data: z.strictObject({ text: line(2000) }) }),
  z.strictObject({ type: z.literal('claim'), data: z.strictObject({}).default({}) }),
  z.strictObject({ type: z.literal('approve'), data: z.strictObject({}).default({}) }),
]);

type Input = z.output<typeof submission>['input'];
type By = { readonly by: string };
export type MachineEvent =
  | (z.output<typeof clientEvent> & By)
  | ({
      readonly type: 'routed';
      readonly data: { readonly unit: string; readonly seat: string; readonly dueAt: string };
    } & By);

export interface Context extends Input {
  readonly assignedUnit: string | null;
  readonly seat: string | null;
  readonly dueAt: string | null;
  readonly section: string | null;
  readonly report: string | null;
  readonly claimedBy: string | null;
}

/** The same states and events as the lifecycle of the product, without timers and without a reviewer's queue. */
export const machine = setup({
  types: { context: {} as Context, events: {} as MachineEvent, input: {} as Input },
  guards: { reviewerIsNotDoer: ({ context, event }) => event.by !== context.claimedBy },
}).createMachine({
  id: 'bench-lifecycle',
  context: ({ input }) => ({
    ...input,
    assignedUnit: null,
    seat: null,
    dueAt: null,
    section: null,
    report: null,
    claimedBy: null,
  }),
  initial: 'routing',
  states: {
    routing: {
      on: {
        routed: {
          target: 'assigned',
          actions: assign(({ event }) => ({
            assignedUnit: event.data.unit,
            seat: event.data.seat,
            dueAt: event.data.dueAt,
          })),
        },
      },
    },
    assigned: { on: { receive: 'received' } },
    received: {
      on: {
        dispatch: { target: 'dispatched', actions: assign({ section: ({ event }) => event.data.section }) },
      },
    },
    dispatched: {
      on: {
        report: { actions: assign({ report: ({ event }) => event.data.text }) },
        claim: { target: 'claimed', actions: assign({ claimedBy: ({ event }) => event.by }) },
      },
    },
    claimed: { on: { approve: { guard: 'reviewerIsNotDoer', target: 'approved' } } },
    approved: { type: 'final' },
  },
});

export type Snapshot = SnapshotFrom<typeof machine>;
