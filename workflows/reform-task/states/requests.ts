import { assertEvent } from 'xstate';
import { armLadder, disarmLadder } from '../clocks/timers.ts';
import type { ReformTaskContext } from '../context.ts';
import { assessmentOf } from '../requests/assessment.ts';
import * as change from '../requests/request-changes.ts';
import { task } from '../setup.ts';

/** Asks the engine what the request that was just made comes to, and until when who decides. */
export const takeUp = {
  type: 'assessRequest',
  params: ({ context }: { readonly context: ReformTaskContext }) => assessmentOf(context),
} as const;

/** What the limit of the task force set off is gone with its request, or comes with it. */
const rearmLadder = [disarmLadder, armLadder] as const;

/** Ends a request without what was asked for. */
export const lapse = task.assign(({ context, event }) => change.closed(context, 'lapsed', event));

export const decline = [
  task.assign(({ context, event }) => {
    assertEvent(event, ['decline', 'deny']);
    const as = event.type === 'deny' ? 'denied' : 'declined';
    return change.closed(context, as, event, event.data.reason);
  }),
  ...rearmLadder,
] as const;

export const refuse = task.assign(({ context, event }) => {
  assertEvent(event, 'requestRefused');
  return change.closed(context, 'refused', event, event.data.sentence.zh);
});

export const retract = [
  task.assign(({ context, event }) => change.closed(context, 'withdrawn', event)),
  ...rearmLadder,
] as const;

export const assess = task.assign(({ context, event }) => {
  assertEvent(event, 'requestAssessed');
  return change.assessed(context, event);
});

export const endorse = [
  task.assign(({ context, event }) => change.endorsed(context, event)),
  ...rearmLadder,
] as const;

/** The one who would sign it asks: to the task force at once. */
export const assessForTaskForce = [
  task.assign(({ context, event }) => {
    assertEvent(event, 'requestAssessed');
    return change.assessedForTaskForce(context, event);
  }),
  ...rearmLadder,
] as const;
