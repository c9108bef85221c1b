import { z } from 'zod';
import { instant, isoDate } from '../../fields.ts';
import { parkingKindSchema } from '../../vocabulary.ts';
import { people } from './request.ts';

/** A task laid aside with approval: why, until what comes true, and when it is looked at again at the latest. */
export const parked = z.strictObject({
  kind: parkingKindSchema,
  reason: z.string(),
  conditions: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  reviewAt: instant,
  at: instant,
  /** The due date that it had. */
  dueAt: instant,
  /** When the review date came. */
  reviewedAt: instant.nullable(),
  /** Who asked for it; null for what was parked before that was kept. */
  by: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  people,
  /** What a review decided and the engine has not counted yet; the id is that of the event. */
  prolonging: z
    .strictObject({ id: z.string(), by: z.string(), reviewOn: isoDate, reason: z.string() })
    .nullable(),
  /** How reviews have prolonged it, latest last. */
  prolonged: z.array(
    z.strictObject({ at: instant, by: z.string(), before: instant, reviewAt: instant, reason: z.string() }),
  ),
});

/** Names, in place of a condition, that the review date has come. */
export const REVIEW = 'review';
