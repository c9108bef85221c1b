import { z } from 'zod';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { GROUPINGS, overduePage } from '../../../contract/overdue.ts';
import { pageFields } from '../../../contract/page.ts';
import { taskFilterFields } from '../../../tasks/lists/task-filter.ts';
import { MOST_LOOKED_INTO } from '../../../tasks/overdue/late-tasks.ts';
import { readOverdue } from '../../../tasks/overdue/overdue.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute } from '../../define-route.ts';

const PATH = '/api/v1/overdue';

export const overdue = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '超期任务', en: 'Overdue tasks' },
  tag: 'tasks',
  description:
    '逐件列出超期多久、谁负责、在哪一环节、为什么、谁占时最多、采取过什么措施，超期最久的在前；按单位、岗位、已达督办梯级或占时最多的一方计数。' +
    `按梯级和占时方计数须逐件查阅留痕，最多计超期最久的 ${MOST_LOOKED_INTO} 件（grouped 为所计件数）；清单不止一页时，计数最多是几秒前的（countedAt）。` +
    '给出 asOf 时按那一刻的留痕回看，须查阅当时所有未结任务，任务很多时需数秒；时钟台账启用之前的事件没有期限，不在其列。' +
    'Longest late first: how late, who answers, in which state, why, who had the clock longest and what was done; ' +
    `counted by unit, seat, rung reached or party. By rung and party the logs are read of at most the ${MOST_LOOKED_INTO} ` +
    'longest late (`grouped` of `total`); of more than one page the counts are at most a few seconds old (`countedAt`). ' +
    'With `asOf` as the log stood then: every task open at that moment is looked at, which takes seconds where there ' +
    'are very many; events from before the clock ledger hold no due date and are not in it.',
  access: 'principal',
  query: z.strictObject({
    unit: taskFilterFields.unit,
    kind: taskFilterFields.kind,
    groupBy: z.enum(GROUPINGS).default('unit').meta({ description: '计数方式 How to count' }),
    asOf: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: '回看的时刻，带时区 A past instant with its offset' }),
    ...pageFields,
  }),
  responses: {
    200: overduePage,
  },
  answerHeaders: ['Link'],
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const body = await readOverdue(sourcesOf(deps), readerOf(caller), query);
  const { unit, kind, groupBy, asOf, limit } = query;
  return {
    status: 200,
    headers: linkToNext(PATH, { unit, kind, groupBy, asOf, limit }, body.nextCursor),
    body,
  };
});
