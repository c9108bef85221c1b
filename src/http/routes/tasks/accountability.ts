import { z } from 'zod';
import { readableTask } from '../../../access/relations/readable-task.ts';
import { sourcesOf } from '../../../app/task-sources.ts';
import { seatView } from '../../../contract/seat.ts';
import { title } from '../../../contract/words.ts';
import { readAccountability } from '../../../tasks/view/accountability.ts';
import { defineRoute } from '../../define-route.ts';

const instant = z.iso.datetime();

const accountabilitySpan = seatView
  .extend({
    from: instant,
    until: instant,
    answeringSeat: z.string().meta({ description: '责任人据以负责的岗位 Through which the person answers' }),
    movedTo: z.string().optional().meta({ description: '原单位已撤并，承接岗位 Seat that took over' }),
    reason: title,
    alarm: title.extend({ code: z.string() }).optional(),
    broughtBy: z
      .strictObject({ revision: z.int(), type: z.string(), title })
      .meta({ description: '使任务到此岗位的事件 The event that brought the task to the seat' }),
  })
  .meta({ id: 'AccountabilitySpan' });

export const accountability = defineRoute({
  method: 'GET',
  path: '/api/v1/tasks/{id}/accountability',
  title: { zh: '任务责任人追溯', en: 'Who answered for a task, and when' },
  tag: 'tasks',
  description:
    '从立项到办结（或此刻）首尾相接、无空档的责任人清单；给出 at 时只答那一刻的责任人及其理由。' +
    'Spans that follow each other without a gap from registration to the end, or to now; with `at` the one that covers it.',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: '时刻，带时区 An instant with its offset' }),
  }),
  responses: {
    200: z.strictObject({
      task: z.uuid(),
      from: instant,
      until: instant,
      closed: z.boolean(),
      directoryVersion: z.int(),
      spans: z.array(accountabilitySpan).readonly(),
      amendments: z
        .array(
          z.strictObject({
            seat: z.string(),
            from: instant,
            until: instant,
            before: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
            after: z.strictObject({ id: z.string(), name: z.string() }),
            recordedAt: instant,
            version: z.int(),
            reason: z.string(),
          }),
        )
        .readonly()
        .meta({
          description:
            '补登改动的过去：此前所记的责任人、何时因何补登 What was recorded afterwards: who was said to answer before, when and why it was changed',
        }),
    }),
  },
  problems: ['not-found', 'query-invalid'],
}).handledBy(async ({ params: { id }, query: { at }, caller }, deps) => {
  await readableTask(deps, caller, id);
  return { status: 200, body: await readAccountability(sourcesOf(deps), id, at) };
});
