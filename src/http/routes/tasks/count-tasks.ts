import { z } from 'zod';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { lights } from '../../../contract/light.ts';
import { title } from '../../../contract/words.ts';
import { countTasksBy, MOST_COUNTED } from '../../../tasks/lists/count-tasks.ts';
import { taskFilterFields } from '../../../tasks/lists/task-filter.ts';
import { defineRoute } from '../../define-route.ts';

export const countTasks = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/counts',
  title: { zh: '统计任务', en: 'Count tasks' },
  tag: 'tasks',
  description:
    `按环节、单位、灯色和紧急程度计数，筛选条件与查询任务相同；至多计 ${MOST_COUNTED} 件（超过时 complete 为 false），` +
    '同一统计数秒内共用一次结果。Counts by state, unit, light and urgency of what the list with the same filters holds; ' +
    `at most ${MOST_COUNTED} are looked into (\`complete\` is false beyond), and counts are shared for a few seconds.`,
  access: 'principal',
  query: z.strictObject(taskFilterFields),
  responses: {
    200: z
      .strictObject({
        countedAt: z.iso.datetime(),
        total: z.int(),
        complete: z.boolean(),
        states: z
          .array(z.strictObject({ workflow: z.string(), path: z.string(), title, count: z.int() }))
          .readonly(),
        units: z.array(z.strictObject({ code: z.string().nullable(), title, count: z.int() })).readonly(),
        lights: z.array(z.strictObject({ light: z.enum(lights), count: z.int() })).readonly(),
        urgencies: z.array(z.strictObject({ urgency: z.string().nullable(), count: z.int() })).readonly(),
      })
      .meta({ id: 'TaskCounts' }),
  },
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const body = await countTasksBy(sourcesOf(deps), readerOf(caller), query);
  return { status: 200, body };
});
