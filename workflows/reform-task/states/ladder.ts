import { assertEvent } from 'xstate';
import { causeOf, waitsForAnswer, withoutCause } from '../../rungs.ts';
import * as change from '../clocks/climbing.ts';
import { armLadder, disarmLadder } from '../clocks/timers.ts';
import type { ReformTaskContext } from '../context.ts';
import { spawning, task } from '../setup.ts';
import { notices, ofCause } from '../telling/notices.ts';

/** The unit has said something: what only waited for an answer to an urge is off the ladder. */
export const settleUrge = task.enqueueActions(({ context, enqueue }) => {
  if (context.urges.answered) return;
  enqueue.assign(change.urgeAnswered(context));
  if (!context.rungs.some(waitsForAnswer)) return;
  enqueue(disarmLadder);
  enqueue(armLadder);
});

const hear = task.assign(({ context, event }) => notices.heard(context, event));

/** Where the ladder is climbed: rungs come due, notices go out and are answered. */
export const climbing = {
  rungDue: {
    actions: [
      task.enqueueActions(({ context, event, enqueue }) => {
        for (const params of change.notificationsOf(context, event)) enqueue({ type: 'notify', params });
      }),
      task.assign(({ context, event }) => change.climbed(context, event)),
      disarmLadder,
      armLadder,
    ],
  },
  rungsSet: {
    actions: [
      task.assign(({ context, event }) => {
        assertEvent(event, 'rungsSet');
        return change.rungsSet(context, event);
      }),
      disarmLadder,
      armLadder,
    ],
  },
  noticesIssued: {
    actions: [
      spawning(notices.spawns),
      task.assign(({ context, event }) => {
        assertEvent(event, 'noticesIssued');
        return change.noticesIssued(context, event);
      }),
      disarmLadder,
      armLadder,
    ],
  },
  noticeAcknowledged: {
    actions: [
      hear,
      task.enqueueActions(({ event, enqueue }) => {
        assertEvent(event, 'noticeAcknowledged');
        if (event.data.answer !== undefined) enqueue(settleUrge);
      }),
    ],
  },
} as const;

/** Where the ladder is silent, what was on its way still arrives: an acknowledgement, and the terms of an urge. */
export const silent = {
  rungsSet: {
    actions: task.assign(({ context, event }) => {
      assertEvent(event, 'rungsSet');
      return change.urgeCounted(context, event);
    }),
  },
  noticeAcknowledged: {
    actions: hear,
  },
} as const;

/** Takes back the notices that nobody has acknowledged, and settles what they urged: the task has moved on. */
export function recallNotices(reason: string) {
  return task.enqueueActions(({ context, event, enqueue }) => {
    const recalls = notices.recalls(context, reason);
    for (const params of recalls) enqueue({ type: 'signal', params });
    if (context.letter !== null) enqueue.assign(change.letterSettled(context, causeOf(context.letter)));
    if (recalls.length > 0) enqueue.assign(notices.recalled(context, reason, event.at));
  });
}

/** Takes back the notices of one cause that is gone. */
export function recallOf(reason: string, causeIn: (context: ReformTaskContext) => string) {
  return task.enqueueActions(({ context, event, enqueue }) => {
    const cause = causeIn(context);
    for (const params of notices.recalls(context, reason, ofCause(cause)))
      enqueue({ type: 'signal', params });
    enqueue.assign({
      rungs: withoutCause(context.rungs, cause),
      ...notices.recalled(context, reason, event.at, ofCause(cause)),
    });
  });
}

/**
 * Takes back the notices of the due date that is about to move, and whatever hung on them: the letter's answer, and what
 * its silence would have brought. It stands before the new date is taken in, whatever moves it.
 */
export const recallOfDueDate = task.enqueueActions(({ context, event, enqueue }) => {
  const cause = context.dueAt ?? context.deadline?.history.at(-1)?.dueAt;
  const moved = 'dueAt' in event.data ? event.data.dueAt : undefined;
  if (cause === undefined || cause === moved) return;
  const reason = '办理期限已变更';
  for (const params of notices.recalls(context, reason, ofCause(cause))) enqueue({ type: 'signal', params });
  enqueue.assign({
    ...change.letterSettled(context, cause),
    ...notices.recalled(context, reason, event.at, ofCause(cause)),
  });
});
