import { z } from 'zod';
import { readableTask } from '../../access/readable-task.ts';
import { defineRoute } from '../define-route.ts';
import { isNoneMatch, representationTag } from '../etag.ts';
import { noContent } from '../reply.ts';
import { fullTaskOf } from '../representation/task-representation.ts';
import { fullTask } from '../representation/task-schema.ts';

export const readTask = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/{id}',
  title: { zh: '查看任务', en: 'Read a task' },
  tag: 'tasks',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  headers: z.object({ 'if-none-match': z.string().max(1000).optional() }),
  responses: { 200: fullTask, 304: noContent },
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, headers, caller }, deps) => {
  const { task, view } = await readableTask(deps, caller, id);
  const children = await deps.engine.children(id);
  const content = JSON.stringify(fullTaskOf(task, view, children, caller, deps));
  const ETag = representationTag(task.revision, content);
  if (isNoneMatch(headers['if-none-match'], ETag)) return { status: 304, headers: { ETag } };
  return { status: 200, headers: { ETag }, content };
});
