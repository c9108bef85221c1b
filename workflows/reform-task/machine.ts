import { hearing } from '../children.ts';
import { registered } from './context.ts';
import { sections } from './sections.ts';
import { task, title } from './setup.ts';
import { correct } from './states/correct.ts';
import { silent } from './states/ladder.ts';
import { open } from './states/open.ts';
import { parked, resuming } from './states/parked.ts';
import { sharing } from './states/sharing.ts';
import { assigning, routing, triage } from './states/undispatched.ts';

// A child may speak late, whatever its task has come to meanwhile: until the task has ended it is listened to.
const fold = { actions: task.assign(({ context, event }) => sections.heard(context, event)) } as const;

export const machine = task.createMachine({
  id: 'reform-task',
  context: ({ input }) => registered(input),
  initial: 'routing',
  on: {
    ...hearing(sections, fold),
    correct,
    ...silent,
  },
  states: {
    routing,
    triage,
    assigning,
    open,
    parked,
    resuming,
    passed: {
      meta: title('办结', 'Completed'),
      on: { ...sharing, strikeOff: 'struckOff' },
    },
    struckOff: { type: 'final', meta: title('销号', 'Struck off') },
    withdrawn: { type: 'final', meta: title('中止', 'Withdrawn') },
  },
});
