import { z } from 'zod';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { flag, nextCursor, pageFields } from '../../../contract/page.ts';
import { taskItem } from '../../../contract/task.ts';
import { listTasks as pageOfTasks } from '../../../tasks/lists/list-tasks.ts';
import { taskFilterFields } from '../../../tasks/lists/task-filter.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute } from '../../define-route.ts';

const PATH = '/api/v1/tasks';

export const listTasks = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '查询任务', en: 'List tasks' },
  tag: 'tasks',
  description:
    '只列出本人可查阅的任务；默认新立项的在前。Only what the caller may read; newest first unless sort=due.',
  access: 'principal',
  query: z.strictObject({
    ...taskFilterFields,
    ...pageFields,
    sort: z.enum(['serial', 'due']).default('serial').meta({
      description:
        '新立项在前，或期限近者在前（须 status=open） Newest first, or first due (with status=open)',
    }),
    count: flag.meta({ description: '是否计算总数 Whether to count all that is found' }),
  }),
  responses: {
    200: z.strictObject({ items: z.array(taskItem).readonly(), nextCursor, total: z.int().optional() }),
  },
  answerHeaders: ['Link'],
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const { limit, cursor, sort, count, ...filter } = query;
  const page = await pageOfTasks(sourcesOf(deps), readerOf(caller), {
    filter,
    sort,
    limit,
    cursor,
    count: count === 'true',
  });
  return { status: 200, headers: linkToNext(PATH, { ...filter, sort, limit }, page.nextCursor), body: page };
});
