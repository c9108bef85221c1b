import { z } from 'zod';

/** What a task is given: a budget of working days or hours, or a date (`YYYY-MM-DD`). */
export const limitSchema = z.union([
  z.strictObject({ workingDays: z.int().min(1) }),
  z.strictObject({ workingHours: z.int().min(1) }),
  z.strictObject({ date: z.string() }),
]);

export type Limit = Readonly<z.infer<typeof limitSchema>>;
