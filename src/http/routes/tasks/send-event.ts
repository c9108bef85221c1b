import { z } from 'zod';
import { actOnTask } from '../../../app/tasks/act-on-task.ts';
import { changedTask } from '../../../contract/task.ts';
import { revisionTag } from '../../answer/etag.ts';
import { mayReplayTask } from '../../answer/replay-task.ts';
import { shownAfter } from '../../answer/show-acting.ts';
import { defineRoute } from '../../define-route.ts';

/** The body of an event; what `data` holds is declared by the workflow. */
export const taskEvent = z
  .strictObject({ type: z.string().min(1).max(100), data: z.unknown().optional() })
  .meta({ id: 'TaskEvent' });

export const sendEvent = defineRoute({
  method: 'POST',
  path: '/api/v1/tasks/{id}/events',
  title: { zh: '办理', en: 'Send an event to a task' },
  tag: 'tasks',
  access: 'principal',
  idempotent: 'withCommit',
  ifMatch: true,
  params: z.strictObject({ id: z.uuid() }),
  body: taskEvent,
  responses: { 200: changedTask },
  answerHeaders: ['ETag'],
  problems: [
    'not-found',
    'not-permitted',
    'event-unknown',
    'event-invalid',
    'event-not-accepted',
    'guard-failed',
  ],
  mayReplay: mayReplayTask,
}).handledBy(async ({ params: { id }, body: { type, data }, caller, revision, answer, language }, deps) => {
  const acting = await actOnTask({ caller, id, type, data, expected: revision }, deps);
  const { answering, reply } = answer((task) => ({
    status: 200,
    headers: { ETag: revisionTag(task.revision) },
    body: shownAfter(acting, task, caller, language, deps),
  }));
  return reply(await acting.send(answering));
});
