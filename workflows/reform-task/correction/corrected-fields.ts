import { z } from 'zod';

/** What of the registration can be corrected, beside the criteria. */
export const correctedFields = [
  'title',
  'goal',
  'limit',
  'coUnits',
  'category',
  'urgency',
  'source',
] as const;

export type CorrectedField = (typeof correctedFields)[number] | 'criteria';

/** What a task remembers of how its registration was corrected. */
export const corrections = z.array(
  z.strictObject({
    /** Of the event. */
    id: z.string(),
    at: z.string(),
    by: z.string(),
    reason: z.string(),
    changes: z.array(
      z.strictObject({
        field: z.enum([...correctedFields, 'criteria']),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
  }),
);
