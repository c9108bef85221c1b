import { assertEvent } from 'xstate';
import * as change from '../request-changes.ts';
import { task } from '../setup.ts';

/** Ends a request without what was asked for. */
export const lapse = task.assign(({ context, event }) => change.closed(context, 'lapsed', event));

export const decline = task.assign(({ context, event }) => {
  assertEvent(event, ['decline', 'deny']);
  const as = event.type === 'deny' ? 'denied' : 'declined';
  return change.closed(context, as, event, event.data.reason);
});

export const refuse = task.assign(({ context, event }) => {
  assertEvent(event, 'requestRefused');
  return change.closed(context, 'refused', event, event.data.sentence.zh);
});

export const retract = task.assign(({ context, event }) => change.closed(context, 'withdrawn', event));

export const assess = task.assign(({ context, event }) => {
  assertEvent(event, 'requestAssessed');
  return change.assessed(context, event);
});

export const endorse = task.assign(({ context, event }) => change.endorsed(context, event));
