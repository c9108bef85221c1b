import { and, assign } from 'xstate';
import * as change from '../changes.ts';
import { armLadder, disarmLadder } from '../clocks/timers.ts';
import type { EventOf } from '../events/events.ts';
import * as request from '../requests/request-changes.ts';
import { sections } from '../sections.ts';
import { beginning, signalling, task, title } from '../setup.ts';
import { limitDecision } from './deciding.ts';
import { settleUrge } from './ladder.ts';
import { extending, parking } from './requesting.ts';
import { returnIt } from './returning.ts';
import { transfer } from './transfer.ts';
import { urge } from './urge.ts';

export const working = task.createStateConfig({
  meta: title('办理中', 'Working'),
  initial: 'handling',
  on: {
    ...transfer,
    urge,
    report: { actions: [settleUrge, assign(({ event }) => change.reported(event))] },
    subDispatch: {
      guard: and(['seatsOfSections', 'sectionsFit']),
      actions: beginning(sections),
    },
    waiveSection: {
      guard: and(['someSectionOpen', 'sectionOpen']),
      actions: [
        signalling((context, { data: { child, reason } }: EventOf<'waiveSection'>) =>
          sections.recalls(context, reason, (section) => section.child === child),
        ),
        assign(({ context, event: { at, data } }) =>
          sections.recalled(context, data.reason, at, ({ child }) => child === data.child),
        ),
      ],
    },
    claimDone: {
      guard: and(['transferSettled', 'sectionsClosed', 'evidenceComplete']),
      target: 'claimed',
      actions: [
        settleUrge,
        assign(({ context, event }) => change.claimed(context, event)),
        limitDecision,
        disarmLadder,
        armLadder,
      ],
    },
  },
  states: {
    handling: {
      meta: title('办理中', 'Working'),
      on: {
        return: returnIt,
        requestExtension: {
          guard: and(['beforeDue', 'laterThanDue']),
          target: 'extending',
          actions: assign(({ event }) => request.askedToExtend(event)),
        },
        requestParking: {
          guard: 'reviewAhead',
          target: 'parking',
          actions: assign(({ event }) => request.askedToPark(event)),
        },
      },
    },
    extending,
    parking,
  },
});
