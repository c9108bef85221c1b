import { z } from 'zod';
import { readableTask } from '../../access/readable-task.ts';
import { defineRoute } from '../define-route.ts';
import { noContent } from '../reply.ts';
import { etagOf, fullTaskOf } from '../representation/task-representation.ts';
import { fullTask } from '../representation/task-schema.ts';
import { isNoneMatch } from '../request-headers.ts';
import { childrenOf } from '../store/children-of.ts';

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
  const ETag = etagOf(task.revision);
  if (isNoneMatch(headers['if-none-match'], ETag)) return { status: 304, headers: { ETag } };
  const children = await childrenOf(deps.pool, id);
  return { status: 200, headers: { ETag }, body: fullTaskOf(task, view, children, caller, deps) };
});
