import { and, assertEvent } from 'xstate';
import type { EventOf } from '../events/events.ts';
import * as change from '../requests/request-changes.ts';
import { sections } from '../sections.ts';
import { signalling, task, title } from '../setup.ts';
import { correctExtending } from './correct.ts';
import { recallNotices, recallOfDueDate } from './ladder.ts';
import { followDeadline } from './moved-deadline.ts';
import { assess, assessForTaskForce, decline, endorse, lapse, refuse, retract, takeUp } from './requests.ts';
import { sharing } from './sharing.ts';

const HANDLING = '#reform-task.open.working.handling';

const lapsed = {
  decisionLimit: { target: HANDLING, actions: lapse, meta: title('申请逾期失效', 'Request lapsed') },
} as const;

const extend = [
  recallOfDueDate,
  task.assign(({ context, event }) => change.extensionGranted(context, event)),
  ...followDeadline,
] as const;

const toDeciders = [
  {
    guard: and(['forThisRequest', 'leaderAsks']),
    target: 'atTaskForce',
    actions: [...assessForTaskForce],
    meta: title('受理申请（申请人即签批人）', 'Taken up: whoever would sign it asks for it'),
  },
  { guard: 'forThisRequest', target: 'atLeader', actions: assess },
] as const;

const declined = { guard: 'deciderIsNotRequester', target: HANDLING, actions: decline } as const;

/** A request is taken up: the engine says whether it may be decided at all, and by when. */
function assessing(zh: string, en: string) {
  return {
    meta: title(zh, en),
    entry: takeUp,
    on: {
      requestAssessed: toDeciders,
      requestRefused: { guard: 'forThisRequest', target: HANDLING, actions: refuse },
    },
  } as const;
}

/** The leader of the unit signs it or does not, within the limit. */
function atLeader<const Endorse>(zh: string, en: string, endorsed: Endorse) {
  return { meta: title(zh, en), after: lapsed, on: { endorse: endorsed, decline: declined } } as const;
}

/** The task force grants it or does not, within the limit; its officers share the work. */
function atTaskForce<const Grant>(zh: string, en: string, granted: Grant) {
  return { meta: title(zh, en), after: lapsed, on: { ...sharing, grant: granted, deny: declined } } as const;
}

/** 延期: a pending extension; the work goes on. */
export const extending = task.createStateConfig({
  meta: title('延期申请', 'Extension applied for'),
  initial: 'assessing',
  on: { withdrawRequest: { target: HANDLING, actions: retract }, correct: correctExtending },
  states: {
    assessing: assessing('延期待受理', 'Extension being taken up'),
    atLeader: atLeader('延期待单位签批', 'Extension at the leader', [
      {
        guard: and(['deciderIsNotRequester', 'leaderSuffices']),
        target: HANDLING,
        actions: [...extend],
        meta: title('签批同意延期', 'Endorse the extension'),
      },
      { guard: 'deciderIsNotRequester', target: 'atTaskForce', actions: endorse },
    ]),
    atTaskForce: atTaskForce('延期待专班批准', 'Extension at the task force', {
      guard: 'deciderIsNotRequester',
      target: HANDLING,
      actions: [...extend],
    }),
  },
});

/** 挂账: a pending request to park; the work goes on. */
export const parking = task.createStateConfig({
  meta: title('挂账申请', 'Parking applied for'),
  initial: 'assessing',
  on: { withdrawRequest: { target: HANDLING, actions: retract } },
  states: {
    assessing: assessing('挂账待受理', 'Parking being taken up'),
    atLeader: atLeader('挂账待单位签批', 'Parking at the leader', {
      guard: 'deciderIsNotRequester',
      target: 'atTaskForce',
      actions: endorse,
    }),
    atTaskForce: atTaskForce('挂账待专班批准', 'Parking at the task force', {
      guard: and(['transferSettled', 'deciderIsNotRequester']),
      target: '#reform-task.parked',
      actions: [
        recallNotices('任务挂账'),
        task.assign(({ context, event }) => {
          assertEvent(event, 'grant');
          return change.parkingGranted(context, event);
        }),
        signalling((context, _event: EventOf<'grant'>) =>
          sections.told(context, 'suspend', { kind: context.parked?.kind }),
        ),
      ],
    }),
  },
});
