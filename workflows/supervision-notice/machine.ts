import { assertEvent, assign, setup } from 'xstate';
import type { SignalParams } from '../../src/engine/definition/children.ts';
import { type GuardDeclaration, machineTypes } from '../../src/engine/definition/define.ts';
import { toParent } from '../children.ts';
import { acknowledged, issued, type NoticeContext, type NoticeInput } from './context.ts';
import type { events } from './events.ts';

export const guardTitles = {
  answered: {
    title: {
      zh: '此件须书面答复：说明原因和预计办结日期',
      en: 'This notice wants an answer: the reason, and when it will be done',
    },
    about: 'data',
  },
} as const satisfies Record<string, GuardDeclaration>;

const title = (zh: string, en: string) => ({ title: { zh, en } });

export const machine = setup({
  types: machineTypes<NoticeContext, typeof events, NoticeInput>(),
  // An effect: the engine stores it with the step and workers carry it out; nothing runs here.
  actions: { signal: (_args, _params: SignalParams) => {} },
  guards: {
    answered: ({ context: { mustAnswer }, event }) => {
      assertEvent(event, 'acknowledge');
      return !mustAnswer || event.data.answer !== undefined;
    },
  },
}).createMachine({
  id: 'supervision-notice',
  context: ({ input }) => issued(input),
  initial: 'issued',
  states: {
    issued: {
      meta: title('待签收', 'Issued'),
      on: {
        acknowledge: {
          guard: 'answered',
          target: 'acknowledged',
          actions: [
            assign(({ event }) => acknowledged(event)),
            {
              type: 'signal',
              params: ({ context, event: { actor, data } }) =>
                toParent(context, 'noticeAcknowledged', {
                  by: { principal: actor.principal, name: actor.name },
                  ...data,
                }),
            },
          ],
        },
        recall: {
          target: 'recalled',
          actions: assign({ recalled: ({ event }) => ({ at: event.at, reason: event.data.reason }) }),
        },
      },
    },
    acknowledged: { type: 'final', meta: title('已签收', 'Acknowledged') },
    recalled: { type: 'final', meta: title('已撤回', 'Recalled') },
  },
});
