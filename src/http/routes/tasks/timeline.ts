import { z } from 'zod';
import { readableTask } from '../../../access/relations/readable-task.ts';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { flag, pageFields } from '../../../contract/page.ts';
import { timelinePage } from '../../../contract/timeline.ts';
import { readTimeline } from '../../../tasks/view/timeline.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute } from '../../define-route.ts';

export const timeline = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/{id}/timeline',
  title: { zh: '任务全程', en: 'Timeline of a task' },
  tag: 'tasks',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({
    children: flag.meta({ description: '并列其下级任务的经过 With the events of its children between' }),
    ...pageFields,
  }),
  responses: { 200: timelinePage },
  answerHeaders: ['Link'],
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, query, caller }, deps) => {
  await readableTask(deps, caller, id);
  const { limit, cursor } = query;
  const children = query.children === 'true';
  const body = await readTimeline(sourcesOf(deps), readerOf(caller), { id, children, limit, cursor });
  const link = linkToNext(`/api/v1/tasks/${id}/timeline`, { children, limit }, body.nextCursor);
  return { status: 200, headers: link, body };
});
