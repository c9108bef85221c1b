import { and, assertEvent } from 'xstate';
import { seatActedFor } from '../officers.ts';
import { task } from '../setup.ts';

/** Where the task force has something to do: its officers take it, hand it on and put it back. */
export const sharing = {
  take: {
    guard: and(['notTaken', 'byOfficer']),
    actions: task.assign(({ event }) => ({ officer: seatActedFor(event.actor) })),
  },
  handOn: {
    guard: and(['mayPassOn', 'toAnotherOfficer']),
    actions: task.assign(({ event }) => {
      assertEvent(event, 'handOn');
      return { officer: event.data.seat };
    }),
  },
  putBack: { guard: and(['isTaken', 'mayPassOn']), actions: task.assign({ officer: null }) },
} as const;
