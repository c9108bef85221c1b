import { z } from 'zod';
import { readableTask } from '../../../access/relations/readable-task.ts';
import { readerOf, sourcesOf } from '../../../app/task-sources.ts';
import { flag, nextCursor, pageFields } from '../../../contract/page.ts';
import { seatView } from '../../../contract/seat.ts';
import { title } from '../../../contract/words.ts';
import { readTimeline } from '../../../tasks/view/timeline.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute } from '../../define-route.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });
const hash = z.string().regex(/^([0-9a-f]{64})?$/);

const timelineEvent = z
  .strictObject({
    task: z.strictObject({ id: z.uuid(), number: z.string(), workflow: z.string(), title: z.string() }),
    revision: z.int(),
    id: z.uuid(),
    type: z.string(),
    title,
    /** What it came to, for events of the supervision ladder. */
    told: title.optional(),
    at: z.iso.datetime(),
    actor: z.strictObject({
      principal: z.string(),
      name: z.string(),
      person: named.optional().meta({ description: '实际办理人 Who acted' }),
      seat: z.string().optional(),
      onBehalfOf: named.optional(),
    }),
    /** After the event. */
    state: title.extend({ path: z.string() }),
    /** The accountable seat after the event, and who answered for it at that instant. */
    owner: seatView,
    data: z.unknown(),
    hash,
    previous: hash,
  })
  .meta({ id: 'TimelineEvent' });

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
  responses: { 200: z.strictObject({ items: z.array(timelineEvent).readonly(), nextCursor }) },
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
