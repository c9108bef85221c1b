import { assertEvent } from 'xstate';
import { armLadder, rearmDeadline } from '../clocks/timers.ts';
import { toSections } from '../sections.ts';
import { task } from '../setup.ts';

/** Tells the sections at work when their unit is due now. */
const redateSections = task.enqueueActions(({ context, enqueue }) => {
  for (const params of toSections(context, 'redated', { dueAt: context.dueAt })) {
    enqueue({ type: 'signal', params });
  }
});

/** The due date moved within `open`: its timers move with it, and the sections hear of it. */
export const followDeadline = [rearmDeadline, armLadder, redateSections] as const;

/** Wakes the sections that rested with their task, and says for how long the clock stood still; before it is taken in. */
export const wakeSections = task.enqueueActions(({ context, event, enqueue }) => {
  assertEvent(event, 'deadlineSet');
  const { dueAt, suspendedMinutes } = event.data;
  const creditedMinutes = suspendedMinutes - (context.deadline?.suspendedMinutes ?? 0);
  for (const params of toSections(context, 'redated', { dueAt, creditedMinutes })) {
    enqueue({ type: 'signal', params });
  }
});
