import { z } from 'zod';
import { readableTask } from '../../../access/relations/readable-task.ts';
import { sourcesOf } from '../../../app/task-sources.ts';
import { clockParty, lateCause, lateMeasure } from '../../../contract/clock.ts';
import { seatView } from '../../../contract/seat.ts';
import { title } from '../../../contract/words.ts';
import { readTaskClock } from '../../../tasks/clock/task-clock.ts';
import { LimitSchema } from '../../../vocabulary/limit.ts';
import { defineRoute } from '../../define-route.ts';

const instant = z.iso.datetime();
const workingTime = {
  minutes: z.int().meta({ description: '工作时间，分钟 Working minutes' }),
  words: title,
};

const clockSpan = z
  .strictObject({
    party: clockParty.nullable(),
    title,
    from: instant,
    to: instant,
    ...workingTime,
    answered: z
      .array(seatView.extend({ from: instant, until: instant }))
      .readonly()
      .meta({ description: '其间的责任岗位和责任人 The seat and the person who answered meanwhile' }),
  })
  .meta({ id: 'ClockSpan' });

const dueChange = z
  .strictObject({
    at: instant,
    revision: z.int(),
    type: z.string(),
    from: instant.nullable(),
    to: instant.nullable(),
    reason: title,
  })
  .meta({ id: 'DueChange' });

export const taskClock = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/{id}/clock',
  title: { zh: '任务时钟台账', en: 'Clock ledger of a task' },
  tag: 'tasks',
  description:
    '期限从何时起算、每次变动及其理由、每个工作分钟归谁、其间由谁负责、是否超期及占时最多的一方；给出 asOf 时按那一刻的留痕回看。' +
    '各方分钟数之和恒等于所历工作分钟数。From where the limit counts, each change of the due date with its reason, to whom each ' +
    'working minute belongs and who answered then, and who caused a lateness; with `asOf` as the log stood at that ' +
    'instant. The minutes of the parties always add up to the elapsed working minutes.',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({
    asOf: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: '回看的时刻，带时区 A past instant with its offset' }),
  }),
  responses: {
    200: z
      .strictObject({
        task: z.uuid(),
        asOf: instant,
        closed: z.boolean(),
        summary: title,
        budget: z.strictObject({ limit: LimitSchema, words: title }).nullable(),
        countedFrom: instant,
        originalDueAt: instant.nullable(),
        dueAt: instant.nullable().meta({
          description:
            '此刻的期限；未定、停时（挂账）或已审核通过时为空 Null where there is none, while stopped, and once passed',
        }),
        provisional: z.boolean().meta({
          description: '涉及尚未公布放假安排的年度 Rests on a year whose holidays are not announced',
        }),
        late: z.strictObject({ ...lateMeasure, cause: lateCause.nullable() }).nullable(),
        dueChanges: z.array(dueChange).readonly(),
        spans: z.array(clockSpan).readonly(),
        totals: z.array(z.strictObject({ party: clockParty.nullable(), title, ...workingTime })).readonly(),
        elapsed: z.strictObject(workingTime),
      })
      .meta({ id: 'TaskClock' }),
  },
  problems: ['not-found', 'query-invalid'],
}).handledBy(async ({ params: { id }, query: { asOf }, caller }, deps) => {
  const { task } = await readableTask(deps, caller, id);
  return { status: 200, body: await readTaskClock(sourcesOf(deps), task, asOf) };
});
