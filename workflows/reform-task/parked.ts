import { z } from 'zod';
import { instant } from '../fields.ts';
import { parkingKindSchema } from '../vocabulary.ts';

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
});

/** Names, in place of a condition, that the review date has come. */
export const REVIEW = 'review';
