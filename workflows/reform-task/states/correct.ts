import { and, assertEvent } from 'xstate';
import { corrected } from '../correction/correction-changes.ts';
import { redated } from '../requests/request-changes.ts';
import { task } from '../setup.ts';
import { WORKFLOW } from '../workflow.ts';
import { recallOfDueDate } from './ladder.ts';
import { followDeadline } from './moved-deadline.ts';

const take = task.assign(({ context, event }) => {
  assertEvent(event, 'correct');
  return corrected(context, event);
});

/** A corrected limit has the due date counted anew wherever one runs; the first event to get there asks. */
export const recountLimit = task.enqueueActions(({ context, event, enqueue }) => {
  const { recount, dueAt, deadline, matter, held } = context;
  if (recount === null || dueAt === null || deadline === null || held !== null) return;
  // Asked for already, unless this is the correction itself or the task has come to where a due date runs.
  if (event.type === 'correct' && recount !== event.id) return;
  enqueue.assign({ recount: event.id });
  enqueue({
    type: 'resetDeadline',
    params: {
      workflow: WORKFLOW,
      cause: 'corrected',
      recount: event.id,
      limit: deadline.limit,
      from: deadline.from,
      suspendedMinutes: deadline.suspendedMinutes,
      since: event.at,
      received: true,
      acceptPast: matter.acceptPastDate !== undefined,
      urgent: matter.urgency === 'urgent',
    },
  });
});

/** 更正 where work goes on: the due date is counted anew at once. */
export const correct = {
  guard: and(['changesSomething', 'isUnclaimed']),
  actions: [take, recountLimit],
} as const;

/** 更正 where the due date is counted from the registration as it then stands. */
export const correctAtRest = {
  guard: and(['changesSomething', 'isUnclaimed']),
  actions: [take, task.assign({ recount: null })],
} as const;

/** While an extension is asked for: a corrected limit answers it. */
export const correctExtending = {
  guard: and(['changesSomething', 'isUnclaimed', 'limitMoves']),
  target: '#reform-task.open.working.handling',
  actions: [take, recountLimit],
} as const;

/** The due date as the engine counted it from the corrected limit. */
export const limitRecounted = {
  guard: 'recountAwaited',
  actions: [
    recallOfDueDate,
    task.assign(({ context, event }) => {
      assertEvent(event, 'deadlineSet');
      return { ...redated(context, event, 'corrected'), recount: null };
    }),
    ...followDeadline,
  ],
} as const;
