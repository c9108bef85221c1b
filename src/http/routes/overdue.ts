import { z } from 'zod';
import { readOverdue } from '../../tasks/overdue.ts';
import { defineRoute } from '../define-route.ts';
import { linkToNext, nextCursor, pageFields } from '../representation/page-query.ts';
import { taskItem, title } from '../representation/task-schema.ts';
import { readerOf, sourcesOf } from '../task-sources.ts';

const PATH = '/api/v1/overdue';

const unitView = z.strictObject({ code: z.string(), name: z.string() });

const overdueItem = taskItem
  .extend({
    daysLate: z.number().meta({ description: '超期工作日，保留一位 Working days late, cut to one decimal' }),
    late: title,
    stateSince: z.iso.datetime(),
    reason: title,
  })
  .meta({ id: 'OverdueTask' });

export const overdue = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '超期任务', en: 'Overdue tasks' },
  tag: 'tasks',
  description:
    '按单位计数，逐件列出超期多久、谁负责、在哪一环节、为什么；超期最久的在前。Counted by unit; longest late first.',
  access: 'principal',
  query: z.strictObject({
    unit: z.string().min(1).max(40).optional().meta({ description: '单位编码 Unit code' }),
    ...pageFields,
  }),
  responses: {
    200: z.strictObject({
      asOf: z.iso.datetime(),
      total: z.int(),
      units: z
        .array(z.strictObject({ unit: unitView.nullable(), count: z.int(), mostDaysLate: z.number() }))
        .readonly(),
      items: z.array(overdueItem).readonly(),
      nextCursor,
    }),
  },
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const body = await readOverdue(sourcesOf(deps), readerOf(caller), query);
  const { unit, limit } = query;
  return { status: 200, headers: linkToNext(PATH, { unit, limit }, body.nextCursor), body };
});
