import { z } from 'zod';

/**
 * A past matter whose unit is settled. A ruling on a return binds the next similar matter, and so does an assignment
 * out of triage; an accepted task (the unit did not return it) only teaches the text model.
 */
export const precedentSchema = z.object({
  id: z.string(),
  kind: z.enum(['ruling', 'assignment', 'accepted']),
  unit: z.string(),
  title: z.string(),
  goal: z.string().optional(),
  category: z.string().optional(),
  /** ISO instants: since when it counts, and since when it no longer does. */
  at: z.string(),
  withdrawnAt: z.string().optional(),
});

export type Precedent = z.infer<typeof precedentSchema>;
