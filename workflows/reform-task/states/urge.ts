import { assertEvent } from 'xstate';
import * as change from '../changes.ts';
import { task } from '../setup.ts';
import { WORKFLOW } from '../workflow.ts';

/** 催办: at most so often, and to be answered; by when, the engine counts. */
export const urge = {
  guard: 'urgeDue',
  actions: [
    task.assign(({ context, event }) => {
      assertEvent(event, 'urge');
      return change.urged(context, event);
    }),
    {
      type: 'limitUrge',
      params: ({ event }: { event: { at: string } }) => ({ workflow: WORKFLOW, at: event.at }),
    },
  ],
} as const;
