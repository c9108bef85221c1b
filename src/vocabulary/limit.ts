import { z } from 'zod';
import { CivilDateSchema } from './civil-date.ts';

/** What a task is given: a budget of working days or hours, or a date (`YYYY-MM-DD`). */
export const LimitSchema = z.union([
  z.strictObject({ workingDays: z.int().min(1) }),
  z.strictObject({ workingHours: z.int().min(1) }),
  z.strictObject({ date: CivilDateSchema }),
]);

export type Limit = Readonly<z.infer<typeof LimitSchema>>;
