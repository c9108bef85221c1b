import { z } from 'zod';
import { nextCursor } from './page.ts';
import { person, seatView } from './seat.ts';
import { title } from './words.ts';

const hash = z.string().regex(/^([0-9a-f]{64})?$/);

/** One event as it is told: what, by whom, for whom, and who answered for the task from then on. */
export const timelineEvent = z
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
      person: person.optional().meta({ description: '实际办理人 Who acted' }),
      seat: z.string().optional(),
      onBehalfOf: person.optional(),
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

export const timelinePage = z.strictObject({ items: z.array(timelineEvent).readonly(), nextCursor });

export type TimelineEvent = Readonly<z.input<typeof timelineEvent>>;
export type Timeline = Readonly<z.input<typeof timelinePage>>;
