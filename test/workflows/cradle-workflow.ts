import { setup } from 'xstate';
import { z } from 'zod';
import type { SpawnParams } from '../../src/engine/definition/children.ts';
import {
  declareEvents,
  defineWorkflow,
  derivedId,
  type Facets,
  type MachineInput,
} from '../../src/engine/definition/define.ts';

/** A parent of any child: for workflows whose tasks only a parent begets. */
const events = declareEvents({});
const input = z.strictObject({ workflow: z.string(), input: z.unknown() });
const context = input.extend({ child: z.string() });
type Context = z.infer<typeof context>;

const machine = setup({
  types: { context: {} as Context, input: {} as MachineInput<z.infer<typeof input>> },
  actions: { spawn: (_args, _params: SpawnParams) => {} },
}).createMachine({
  context: ({ input: { taskId, input: given } }) => ({ ...given, child: derivedId(taskId, 1) }),
  initial: 'begun',
  states: {
    begun: {
      meta: { title: { zh: '已生成', en: 'Begun' } },
      entry: {
        type: 'spawn',
        params: ({ context: { workflow, child, input: given } }) => ({
          workflow,
          taskId: child,
          input: given,
        }),
      },
    },
  },
});

export const cradle = defineWorkflow({
  name: 'cradle',
  version: 1,
  title: { zh: '生成', en: 'Cradle' },
  input,
  context,
  events,
  guards: {},
  machine,
  submittedBy: ['taskForce'],
  facets: (): Facets => ({
    owner: '330523-TF/A',
    attention: null,
    unit: null,
    title: '生成子任务',
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
});
