import { msUntil } from '../../fields.ts';
import { nextRung } from '../../rungs.ts';
import type { ReformTaskEvent } from '../events/events.ts';
import { task } from '../setup.ts';
import { standsStill } from '../standing.ts';

/** Key of the timer of the task force's own limit, in triage and for a ruling. */
const DECISION = 'decision';

/** Key of the timer of the next rung. */
const LADDER = 'ladder';

/** What XState calls the timer of `after: dueDate` in `open`. */
const DUE = 'xstate.after.dueDate.reform-task.open';

/** The event that a timer sends; the engine gives it its envelope when it fires. */
function timed(type: string): ReformTaskEvent {
  return { type } as ReformTaskEvent;
}

/** Arms the limit for deciding, which the engine has just counted. */
export const armDecision = task.raise(timed('decisionLapsed'), {
  id: DECISION,
  delay: ({ context, event }) => msUntil(context.decideBy ?? '', event),
});

/** What was to be decided is decided. */
export const disarmDecision = task.cancel(DECISION);

/** Arms the earliest rung, if there is one. */
export const armLadder = task.enqueueActions(({ context, event, enqueue }) => {
  const next = nextRung(context.rungs, standsStill(context));
  if (next !== undefined) enqueue.raise(timed('rungDue'), { id: LADDER, delay: msUntil(next.at, event) });
});

export const disarmLadder = task.cancel(LADDER);

/** The due date and the rungs moved within `open`: their timers are armed anew, and nothing else is. */
export const rearmDeadline = task.enqueueActions(({ context: { dueAt }, event, enqueue }) => {
  enqueue.cancel(DUE);
  enqueue.cancel(LADDER);
  enqueue.raise(timed(DUE), { id: DUE, delay: msUntil(dueAt ?? '', event) });
});

/** What XState calls the timer of `after: receiptLimit` in `open.dispatched`. */
const RECEIPT = 'xstate.after.receiptLimit.reform-task.open.dispatched';

/** The limit for receipt moved while the task waits for it. */
export const rearmReceipt = task.enqueueActions(({ context: { receiptDueAt }, event, enqueue }) => {
  if (!('receiptDueAt' in event.data) || event.data.receiptDueAt === undefined) return;
  enqueue.cancel(RECEIPT);
  enqueue.raise(timed(RECEIPT), { id: RECEIPT, delay: msUntil(receiptDueAt ?? '', event) });
});

/** The limit for deciding moved while the task force has to decide. */
export const rearmDecision = task.enqueueActions(({ context: { decideBy }, event, enqueue }) => {
  if (!('decideBy' in event.data) || event.data.decideBy === undefined) return;
  enqueue.cancel(DECISION);
  enqueue.raise(timed('decisionLapsed'), { id: DECISION, delay: msUntil(decideBy ?? '', event) });
});
